package io.troupe.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * All chance of a schedule, from its seed. Each purpose draws from a stream of its own, so that one more draw for one
 * purpose does not change what happens to the others.
 */
final class Chance {
    private final long seed;
    private final SplittableRandom random;

    private Chance(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    static Chance of(long seed) {
        return new Chance(seed);
    }

    /** The stream called {@code purpose}; the same name gives the same stream, from its beginning. */
    Chance stream(String purpose) {
        long mixed = seed;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = (mixed ^ purpose.charAt(i)) * 0x100000001b3L;
        }
        return new Chance(new SplittableRandom(mixed).nextLong());
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    long any() {
        return random.nextLong();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
