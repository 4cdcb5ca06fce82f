package io.troupe.peer;

import io.troupe.zab.Batch;
import java.util.List;

/**
 * When the next snapshot is due: once the log behind the last one has grown by so many entries or bytes. Peers of one
 * ensemble draw how many, so that not all of them write at once.
 */
public final class SnapshotDue {
    private final long entriesMax;
    private final long bytesMax;
    private long entries;
    private long bytes;

    /** @param chance any number; the limits lie between half of what is given and all of it */
    public SnapshotDue(long entriesMax, long bytesMax, long chance) {
        this.entriesMax = drawn(entriesMax, chance);
        this.bytesMax = drawn(bytesMax, chance);
    }

    private static long drawn(long max, long chance) {
        long half = max / 2;
        return half + 1 + Math.floorMod(chance, Math.max(1, max - half));
    }

    /** Delivered to the replica, behind all before. */
    public void delivered(List<Batch> batches) {
        for (Batch batch : batches) {
            entries += batch.count();
            bytes += batch.bytes().length;
        }
    }

    public boolean isDue() {
        return entries >= entriesMax || bytes >= bytesMax;
    }

    /** One is begun; what is delivered from here on counts for the next. */
    public void begun() {
        entries = 0;
        bytes = 0;
    }
}
