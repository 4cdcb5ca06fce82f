package io.troupe.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What is counted of one round of load. Written by the loop's thread; read by others once that has ended. */
final class Load {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(1, HIGHEST_NANOS, DIGITS);

    private volatile boolean measuring;
    private volatile boolean stopping;
    private long operations;

    void measure(boolean on) {
        measuring = on;
    }

    /** No operation is begun any more that is not part of what has been begun. */
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    void answered(long latencyNanos) {
        if (measuring) {
            operations++;
            latencies.recordValue(Math.min(Math.max(latencyNanos, 0), HIGHEST_NANOS));
        }
    }

    long operations() {
        return operations;
    }

    Histogram latencies() {
        return latencies;
    }
}
