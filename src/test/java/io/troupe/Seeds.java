package io.troupe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Runs a random test from a few fixed seeds and a fresh one, or from the one given by {@code -Dsimulation.seed=N}. */
public final class Seeds {

    private Seeds() {}

    /** A failure names its seed and the command that replays it. */
    public static void run(Class<?> test, int fixedSeeds, Consumer<Random> check) {
        for (long seed : chosen(fixedSeeds)) {
            try {
                check.accept(new Random(seed));
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
