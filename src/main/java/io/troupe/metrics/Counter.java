package io.troupe.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How often something has happened since this process began. Only rises. */
public final class Counter implements Instrument {
    private final LongAdder count = new LongAdder();

    public void add(long times) {
        count.add(times);
    }

    public long value() {
        return count.sum();
    }
}
