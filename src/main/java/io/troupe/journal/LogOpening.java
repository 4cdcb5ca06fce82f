package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the files of a log before anyone may append to it. The last segment is read, what a crash left of the
 * write under way is cut off, and the rest is written anew and forced, with its name: a process that died may have
 * written what it never forced, or tried to force it and failed; such bytes can be read and yet vanish with the power.
 * They are made durable before anybody is told of them. (In one file and one rename, so that no crash in between
 * harms.)
 */
final class LogOpening {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Disk disk;
    private final JournalSettings settings;
    private final LogObserver observer;
    private final ByteBuffer buffer;

    LogOpening(Disk disk, JournalSettings settings, LogObserver observer, ByteBuffer buffer) {
        this.disk = disk;
        this.settings = settings;
        this.observer = observer;
        this.buffer = buffer;
    }

    /** The end of the log, ready to be appended to. {@code writer} is null if the log is empty. */
    record End(long lastSeqNr, @Nullable SegmentWriter writer) {}

    End open() throws IOException {
        for (String name : disk.list()) {
            if (SegmentName.isUnfinished(name)) {
                disk.delete(name);
            }
        }
        long[] segments = SegmentName.segmentsAmong(disk.list());
        if (segments.length == 0) {
            disk.forceDirectory();
            return new End(0, null);
        }
        if (segments[0] != 1) {
            throw new DamagedLog(disk.locate(SegmentName.of(segments[0])), 0, "the segments before it are missing");
        }
        try (SegmentScan scan = SegmentScan.open(disk, settings.peerId(), segments[segments.length - 1])) {
            while (scan.next() != null) {
                // The scan remembers where it is.
            }
            if (scan.tail() == SegmentTail.TORN) {
                observer.tailCut(scan.path(), scan.position());
            }
            if (scan.lastSeqNr() < scan.header().firstSeqNr()) {
                throw new DamagedLog(scan.path(), scan.position(), "the segment lacks its first frame");
            }
            return new End(scan.lastSeqNr(), writeAnew(scan));
        }
    }

    private SegmentWriter writeAnew(SegmentScan scan) throws IOException {
        long firstSeqNr = scan.header().firstSeqNr();
        DiskFile copy = disk.create(SegmentName.unfinished(firstSeqNr));
        ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, scan.position()));
        for (long position = 0; position < scan.position(); ) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), scan.position() - position));
            scan.file().read(chunk, position);
            chunk.flip();
            int bytes = chunk.remaining();
            copy.writeFully(chunk, position);
            position += bytes;
        }
        SpareSegment.fill(copy, scan.position(), settings.preallocateBytes());
        copy.force();
        disk.rename(SegmentName.unfinished(firstSeqNr), SegmentName.of(firstSeqNr));
        disk.forceDirectory();
        return new SegmentWriter(scan.path(), copy, scan.header().salt(), scan.position(), scan.lastChecksum(), buffer);
    }
}
