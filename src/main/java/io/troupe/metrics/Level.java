package io.troupe.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How much of something there is now: each part of the program adds what it gains and subtracts what it loses. */
public final class Level implements Instrument {
    private final LongAdder level = new LongAdder();

    public void add(long change) {
        level.add(change);
    }

    public long value() {
        return level.sum();
    }
}
