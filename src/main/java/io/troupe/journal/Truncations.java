package io.troupe.journal;

import java.util.Arrays;

/**
 * Which batches on disk are void. A truncation after {@code z} kills every batch that ends behind {@code z} and stands
 * before it in the log. Of two truncations the later hides the earlier unless it cuts less; so the list is short, its
 * zxids ascend, and the first truncation behind a batch is the one that cuts deepest. Immutable, to be read by any
 * thread.
 */
final class Truncations {
    static final Truncations NONE = new Truncations(new long[0], new long[0]);

    private final long[] seqNrs;
    private final long[] afterZxids;

    private Truncations(long[] seqNrs, long[] afterZxids) {
        this.seqNrs = seqNrs;
        this.afterZxids = afterZxids;
    }

    /** @param seqNr greater than of all truncations so far */
    Truncations with(long seqNr, long afterZxid) {
        int kept = afterZxids.length;
        while (kept > 0 && afterZxids[kept - 1] >= afterZxid) {
            kept--;
        }
        long[] newSeqNrs = Arrays.copyOf(seqNrs, kept + 1);
        long[] newAfterZxids = Arrays.copyOf(afterZxids, kept + 1);
        newSeqNrs[kept] = seqNr;
        newAfterZxids[kept] = afterZxid;
        return new Truncations(newSeqNrs, newAfterZxids);
    }

    /** The last zxid that may live among the batches at and before this place in the log. */
    long liveUpTo(long seqNr) {
        int found = Arrays.binarySearch(seqNrs, seqNr);
        int later = found >= 0 ? found + 1 : -found - 1;
        return later < afterZxids.length ? afterZxids[later] : Long.MAX_VALUE;
    }

    int size() {
        return seqNrs.length;
    }
}
