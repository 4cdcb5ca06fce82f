package io.troupe.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Wakes a loop when operations come due: a selector by itself wakes to the millisecond only. */
final class Ticker implements AutoCloseable {
    /** More often, and the waking would be what is measured. */
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Runnable wake;
    private final LongSupplier clock;
    private volatile boolean stopped;

    Ticker(Runnable wake, LongSupplier clock) {
        this.wake = wake;
        this.clock = clock;
    }

    void start(long intervalNanos) {
        Thread thread = new Thread(() -> tick(Math.max(intervalNanos, SHORTEST_NANOS)), "bench-ticker");
        thread.setDaemon(true);
        thread.start();
    }

    private void tick(long intervalNanos) {
        long next = clock.getAsLong();
        while (!stopped) {
            next = Math.max(next + intervalNanos, clock.getAsLong());
            LockSupport.parkNanos(next - clock.getAsLong());
            if (!stopped) {
                wake.run();
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
