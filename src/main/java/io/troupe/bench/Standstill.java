package io.troupe.bench;

import java.util.Optional;

/** How long writes do not go on after a point in time. Used by many threads. */
final class Standstill {
    private final boolean[] again;
    private boolean begun;
    private boolean over;
    private long beginNanos;
    private long lastNanos;
    private long longestNanos;
    private long allAgainNanos;

    Standstill(int clients) {
        again = new boolean[clients];
    }

    synchronized void begin(long nowNanos) {
        begun = true;
        beginNanos = nowNanos;
        lastNanos = nowNanos;
    }

    /**
     * A write of this client, sent then, is acknowledged now. What was sent before the beginning may be an old answer.
     */
    synchronized void acknowledged(int client, long sentNanos, long nowNanos) {
        if (!begun || over) {
            return;
        }
        longestNanos = Math.max(longestNanos, nowNanos - lastNanos);
        lastNanos = Math.max(lastNanos, nowNanos);
        if (!again[client] && sentNanos > beginNanos) {
            again[client] = true;
            allAgainNanos = Math.max(allAgainNanos, nowNanos - beginNanos);
        }
    }

    synchronized boolean allWriteAgain() {
        for (boolean each : again) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    synchronized void end() {
        over = true;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** The longest stretch without any acknowledgement as the median, and until the last client as the maximum. */
    synchronized Measured measured() {
        double longest = Stopwatch.micros(longestNanos);
        double all = Stopwatch.micros(allAgainNanos);
        return new Measured(
                1, Math.max(allAgainNanos, 1) / 1e9, longest, all, all, all, 0, Optional.empty(), Optional.empty());
    }
}
