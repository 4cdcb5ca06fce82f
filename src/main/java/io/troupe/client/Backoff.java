package io.troupe.client;

import java.util.SplittableRandom;

/** Pauses that double up to a limit, each cut to between half of it and all of it by chance. */
final class Backoff {
    private final long firstMillis;
    private final long longestMillis;
    private final SplittableRandom chance;
    private int failures;

    Backoff(long firstMillis, long longestMillis, long seed) {
        this.firstMillis = firstMillis;
        this.longestMillis = longestMillis;
        this.chance = new SplittableRandom(seed);
    }

    void reset() {
        failures = 0;
    }

    long nextMillis() {
        long whole = Math.min(longestMillis, firstMillis << Math.min(failures++, 20));
        return whole / 2 + chance.nextLong(whole / 2 + 1);
    }
}
