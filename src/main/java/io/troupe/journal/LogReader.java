package io.troupe.journal;

import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads live batches from the segments, beside the writer and on any thread. Stateless. */
public final class LogReader {
    private final Disk disk;
    private final int peerId;

    public LogReader(Disk disk, JournalSettings settings) {
        this.disk = disk;
        this.peerId = settings.peerId();
    }

    /** Batches in the order of their zxids, without a gap. */
    public List<Batch> read(ReadPlan plan) throws IOException {
        List<Batch> found = new ArrayList<>();
        long[] bytes = {0};
        walk(plan.extent(), batch -> {
            if (batch.firstZxid() <= plan.afterZxid()) {
                return true;
            }
            bytes[0] += batch.bytes().length;
            if (batch.lastZxid() > plan.upToZxid() || !found.isEmpty() && bytes[0] > plan.maxBytes()) {
                return false;
            }
            return found.add(batch);
        });
        return found;
    }

    /** The largest end of a batch that is not behind the plan's zxid. */
    public long floor(FloorPlan plan) throws IOException {
        long[] floor = {plan.floorZxid()};
        walk(plan.extent(), batch -> {
            if (batch.lastZxid() > plan.zxid()) {
                return false;
            }
            floor[0] = batch.lastZxid();
            return true;
        });
        return floor[0];
    }

    private void walk(Extent extent, Predicate<Batch> visitor) throws IOException {
        if (extent.from() == null) {
            return;
        }
        SegmentScan scan = null;
        try {
            scan = SegmentScan.openAt(disk, peerId, extent.from());
            for (long seqNr = extent.from().seqNr(); seqNr <= extent.lastSeqNr(); seqNr++) {
                Frame frame = scan.next();
                if (frame == null) {
                    scan = followedBy(seqNr, scan);
                    frame = scan.next();
                }
                if (frame == null) {
                    throw new DamagedLog(
                            scan.path(), scan.position(), "frame " + seqNr + ", which was there, is broken");
                }
                if (!visit(
                        Recorded.decode(frame.payload()).record(),
                        extent.truncations().liveUpTo(seqNr),
                        visitor)) {
                    return;
                }
            }
        } catch (DamagedLog | RefusedLog e) {
            throw e;
        } catch (IOException e) {
            throw LogFailed.at(disk.locate(SegmentName.of(extent.from().segment())), e);
        } finally {
            if (scan != null) {
                scan.close();
            }
        }
    }

    private SegmentScan followedBy(long seqNr, SegmentScan ended) throws IOException {
        ended.close();
        try {
            SegmentScan next = SegmentScan.open(disk, peerId, seqNr);
            if (next.header().link() == ended.lastChecksum()) {
                return next;
            }
            next.close();
        } catch (NoSuchFileException e) {
            // Then the segment that has ended should have gone on.
        }
        throw new DamagedLog(ended.path(), ended.position(), "frame " + seqNr + ", which was there, is broken");
    }

    /** @return whether to go on */
    private static boolean visit(LogRecord record, long liveUpTo, Predicate<Batch> visitor) {
        if (record instanceof LogRecord.Accepted accepted) {
            for (Batch batch : accepted.batches()) {
                if (batch.lastZxid() <= liveUpTo && !visitor.test(batch)) {
                    return false;
                }
            }
        }
        return true;
    }
}
