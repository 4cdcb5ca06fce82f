package io.troupe.journal;

import io.troupe.zab.InvariantViolation;
import io.troupe.zab.MalformedMessage;
import java.io.IOException;

/** Reads a whole log, segment after segment, holds each frame against the one before, and folds what they say. */
final class LogReplay {
    private static final long REPORT_BYTES = 16 << 20;

    private final Disk disk;
    private final JournalSettings settings;
    private final LogObserver observer;
    private final LogFold fold = new LogFold();
    private long bytesOfAll;
    private long bytesOfEarlier;
    private long reported;

    LogReplay(Disk disk, JournalSettings settings, LogObserver observer) {
        this.disk = disk;
        this.settings = settings;
        this.observer = observer;
    }

    /** @param lastSeqNr where the log must end */
    LogFold run(long lastSeqNr) throws IOException {
        try {
            long[] segments = SegmentName.segmentsAmong(disk.list());
            for (long segment : segments) {
                try (DiskFile file = disk.open(SegmentName.of(segment))) {
                    bytesOfAll += file.size();
                }
            }
            int checksum = 0;
            for (long segment : segments) {
                checksum = fold(segment, checksum);
            }
        } catch (DamagedLog | RefusedLog e) {
            throw e;
        } catch (IOException e) {
            throw LogFailed.at(disk.locate(""), e);
        }
        if (fold.lastSeqNr() != lastSeqNr) {
            throw new DamagedLog(disk.locate(""), 0, "frame " + (fold.lastSeqNr() + 1) + " vanished while it was read");
        }
        return fold;
    }

    /** @return the checksum of the segment's last frame */
    private int fold(long segment, int checksumBefore) throws IOException {
        try (SegmentScan scan = SegmentScan.open(disk, settings.peerId(), segment)) {
            if (segment != fold.lastSeqNr() + 1 || scan.header().link() != checksumBefore) {
                throw new DamagedLog(
                        scan.path(),
                        0,
                        "it does not follow frame " + fold.lastSeqNr()
                                + ", the last one before it: a segment between is missing or was replaced");
            }
            for (Frame frame = scan.next(); frame != null; frame = scan.next()) {
                fold(frame, scan);
                report(scan.position());
            }
            if (scan.tail() == SegmentTail.TORN) {
                throw new DamagedLog(scan.path(), scan.position(), "frame " + (scan.lastSeqNr() + 1) + " is broken");
            }
            bytesOfEarlier += scan.file().size();
            report(0);
            return scan.lastChecksum();
        }
    }

    private void fold(Frame frame, SegmentScan scan) throws IOException {
        try {
            fold.apply(Recorded.decode(frame.payload()));
        } catch (MalformedMessage | InvariantViolation e) {
            throw new DamagedLog(
                    scan.path(),
                    frame.position(),
                    "frame " + frame.seqNr() + " is whole but makes no sense: " + e.getMessage());
        }
    }

    private void report(long bytesOfThis) {
        long bytes = bytesOfEarlier + bytesOfThis;
        if (bytes - reported >= REPORT_BYTES || bytes == bytesOfAll) {
            reported = bytes;
            observer.replayed(bytes, bytesOfAll);
        }
    }
}
