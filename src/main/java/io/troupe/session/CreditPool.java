package io.troupe.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the connections of one loop may together have unanswered beyond their reserves. Whoever finds it empty stands in
 * line and is told when there may be something again. It can be overdrawn by one request at most, so that one larger
 * than the pool gets through.
 */
public final class CreditPool {
    private final Deque<Runnable> line = new ArrayDeque<>();
    private long leftBytes;

    public CreditPool(long bytes) {
        leftBytes = bytes;
    }

    boolean borrow(long bytes) {
        if (leftBytes <= 0) {
            return false;
        }
        leftBytes -= bytes;
        tellNext();
        return true;
    }

    void giveBack(long bytes) {
        leftBytes += bytes;
        tellNext();
    }

    /** {@code retry} is run once when something is left; it must only take note, not borrow at once. */
    void standInLine(Runnable retry) {
        line.add(retry);
    }

    /** Of one that may have been told and makes no use of it: the next one is told instead. */
    void leaveLine(Runnable retry) {
        line.remove(retry);
        tellNext();
    }

    /** One at a time: whoever was told passes on what it leaves, also where it leaves all. */
    void tellNext() {
        if (leftBytes > 0 && !line.isEmpty()) {
            line.remove().run();
        }
    }
}
