package io.troupe.metrics;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * The least, mean and greatest of many durations. Callers add what they have gathered over a batch, not each duration.
 */
public final class Spread implements Instrument {
    private final LongAdder count = new LongAdder();
    private final LongAdder sumNanos = new LongAdder();
    private final LongAccumulator leastNanos = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator greatestNanos = new LongAccumulator(Math::max, 0);

    /** A batch of {@code durations} of which these are the least, the sum and the greatest. */
    public void add(long durations, long batchLeastNanos, long batchSumNanos, long batchGreatestNanos) {
        count.add(durations);
        sumNanos.add(batchSumNanos);
        leastNanos.accumulate(batchLeastNanos);
        greatestNanos.accumulate(batchGreatestNanos);
    }

    public long count() {
        return count.sum();
    }

    public long leastNanos() {
        long least = leastNanos.get();
        return least == Long.MAX_VALUE ? 0 : least;
    }

    public double meanNanos() {
        long durations = count.sum();
        return durations == 0 ? 0 : (double) sumNanos.sum() / durations;
    }

    public long sumNanos() {
        return sumNanos.sum();
    }

    public long greatestNanos() {
        return greatestNanos.get();
    }
}
