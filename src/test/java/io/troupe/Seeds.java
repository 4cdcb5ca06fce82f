package io.troupe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Runs a random test from a few fixed seeds and a fresh one, or from the one given by {@code -Dsimulation.seed=N}. */
public final class Seeds {

    private Seeds() {}

    /** A failure names its seed and the command that replays it. */
    public static void run(Class<?> test, int fixedSeeds, Consumer<Random> check) {
        each(test, fixedSeeds, seed -> check.accept(new Random(seed)));
    }

    /** The same for a test that wants the seed itself, to begin from it more than once. */
    public static void each(Class<?> test, int fixedSeeds, LongConsumer check) {
        for (long seed : chosen(fixedSeeds)) {
            try {
                check.accept(seed);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "seed " + seed + "; replay: mvn test -Dtest=" + test.getSimpleName() + " -Dsimulation.seed="
                                + seed,
                        failure);
            }
        }
    }

    private static List<Long> chosen(int fixedSeeds) {
        String given = System.getProperty("simulation.seed", "");
        if (!given.isEmpty()) {
            return List.of(Long.parseLong(given));
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= fixedSeeds; seed++) {
            seeds.add(seed);
        }
        seeds.add(new Random().nextLong());
        return seeds;
    }
}
