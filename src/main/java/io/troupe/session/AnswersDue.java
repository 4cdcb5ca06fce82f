package io.troupe.session;

import io.troupe.model.ErrorCode;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a connection is owed, oldest first: what each answers to, and what it is where no replica has to be
 * asked. A ring of plain numbers, since there is one for each request.
 */
final class AnswersDue {
    private static final int FIRST_ROOM = 8;

    private int[] xids = new int[FIRST_ROOM];
    private int[] frameBytes = new int[FIRST_ROOM];
    private long[] sinceNanos = new long[FIRST_ROOM];
    /** Null where the replica answers. */
    private @Nullable ErrorCode[] known = new ErrorCode[FIRST_ROOM];

    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** {@code answer} is null where the replica gives it. */
    void add(int xid, @Nullable ErrorCode answer, int requestFrameBytes, long nowNanos) {
        if (size == xids.length) {
            grow();
        }
        int at = head + size & xids.length - 1;
        xids[at] = xid;
        known[at] = answer;
        frameBytes[at] = requestFrameBytes;
        sinceNanos[at] = nowNanos;
        size++;
    }

    /** Of the oldest one, like all that follows. */
    int xid() {
        return xids[oldest()];
    }

    @Nullable
    ErrorCode known() {
        return known[oldest()];
    }

    int frameBytes() {
        return frameBytes[oldest()];
    }

    long sinceNanos() {
        return sinceNanos[oldest()];
    }

    void remove() {
        head = oldest() + 1 & xids.length - 1;
        size--;
    }

    private int oldest() {
        if (size == 0) {
            throw new NoSuchElementException("no answer is due");
        }
        return head;
    }

    private void grow() {
        int room = 2 * xids.length;
        int beforeEnd = xids.length - head;
        int[] grownXids = Arrays.copyOfRange(xids, head, head + room);
        int[] grownBytes = Arrays.copyOfRange(frameBytes, head, head + room);
        long[] grownSince = Arrays.copyOfRange(sinceNanos, head, head + room);
        @Nullable ErrorCode[] grownKnown = Arrays.copyOfRange(known, head, head + room);
        System.arraycopy(xids, 0, grownXids, beforeEnd, head);
        System.arraycopy(frameBytes, 0, grownBytes, beforeEnd, head);
        System.arraycopy(sinceNanos, 0, grownSince, beforeEnd, head);
        System.arraycopy(known, 0, grownKnown, beforeEnd, head);
        xids = grownXids;
        frameBytes = grownBytes;
        sinceNanos = grownSince;
        known = grownKnown;
        head = 0;
    }
}
