package io.troupe.session;

/**
 * How much one connection may still have unanswered: a bound of its own, of which the first part is in reserve for it
 * and the rest is borrowed from the {@link CreditPool}. A request costs the bytes of its frame and what is kept beside
 * it.
 */
final class Credit {
    /** The op, its record, its place in the line of answers and in the replica's queue. */
    private static final int KEPT_BESIDE_BYTES = 256;

    private final SessionLimits limits;
    private final CreditPool pool;
    private final Runnable retry;
    private int requests;
    private long bytes;
    private boolean inLine;

    Credit(SessionLimits limits, CreditPool pool, Runnable retry) {
        this.limits = limits;
        this.pool = pool;
        this.retry = retry;
    }

    /**
     * Whether a request with this frame may go ahead now; if so it is paid for. If not, either an answer to this
     * connection or the pool brings the next chance.
     */
    boolean take(int frameBytes) {
        long after = bytes + frameBytes + KEPT_BESIDE_BYTES;
        if (requests > 0 && (requests >= limits.requestsMax() || after > limits.requestBytesMax())) {
            return false;
        }
        long borrowed = beyondReserve(after) - beyondReserve(bytes);
        if (borrowed > 0 && !pool.borrow(borrowed)) {
            standInLine();
            return false;
        }
        requests++;
        bytes = after;
        return true;
    }

    /** The request with that frame is answered. */
    void give(int frameBytes) {
        long after = bytes - frameBytes - KEPT_BESIDE_BYTES;
        long borrowed = beyondReserve(bytes) - beyondReserve(after);
        requests--;
        bytes = after;
        if (borrowed > 0) {
            pool.giveBack(borrowed);
        }
    }

    /** The pool has told that there is something. */
    void told() {
        inLine = false;
    }

    /** Whatever is left after this connection had its turn is for the next one in line. */
    void passOn() {
        pool.tellNext();
    }

    /** The connection is gone and gives back everything. */
    void giveAll() {
        pool.giveBack(beyondReserve(bytes));
        pool.leaveLine(retry);
        requests = 0;
        bytes = 0;
        inLine = false;
    }

    private void standInLine() {
        if (!inLine) {
            inLine = true;
            pool.standInLine(retry);
        }
    }

    private long beyondReserve(long unanswered) {
        return Math.max(0, unanswered - limits.reserveBytes());
    }
}
