package io.troupe.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What is counted of one round. Counted by one thread at a time; read by others once it is over. */
final class Load {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(1, HIGHEST_NANOS, DIGITS);
    private final Histogram lateness = new Histogram(1, HIGHEST_NANOS, DIGITS);

    private volatile boolean begun;
    private volatile boolean over;
    private volatile long beginNanos;
    private volatile long endNanos;

    /** From here on it counts. */
    void begin(long nowNanos) {
        beginNanos = nowNanos;
        begun = true;
    }

    /** Nothing is begun any more that is not part of what has been begun. */
    void end(long nowNanos) {
        endNanos = nowNanos;
        over = true;
    }

    boolean isOver() {
        return over;
    }

    boolean isBeforeEnd(long nanos) {
        return !over || nanos < endNanos;
    }

    boolean isWithin(long nanos) {
        return begun && nanos >= beginNanos && isBeforeEnd(nanos);
    }

    void answered(long latencyNanos) {
        latencies.recordValue(bounded(latencyNanos));
    }

    /** An operation was sent so long after it was due. */
    void sentLate(long lateNanos) {
        lateness.recordValue(bounded(lateNanos));
    }

    private static long bounded(long nanos) {
        return Math.min(Math.max(nanos, 0), HIGHEST_NANOS);
    }

    Histogram latencies() {
        return latencies;
    }

    Histogram lateness() {
        return lateness;
    }
}
