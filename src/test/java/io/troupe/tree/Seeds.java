package io.troupe.tree;

import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;

/** Runs random tests: with the seed that is given, or with a few that are always the same and a fresh one. */
final class Seeds {
    private static final String PROPERTY = "simulation.seed";

    private Seeds() {}

    /** Whatever goes wrong names the command that shows it again. */
    static void run(Class<?> test, LongConsumer body) {
        String given = System.getProperty(PROPERTY, "");
        List<Long> seeds = given.isEmpty() ? List.of(1L, 2L, new Random().nextLong()) : List.of(Long.parseLong(given));
        for (long seed : seeds) {
            try {
                body.accept(seed);
            } catch (RuntimeException | AssertionError failure) {
                String replay = "mvn test -Dtest=" + test.getSimpleName() + " -Dsimulation.seed=" + seed;
                throw new AssertionError("seed " + seed + ", to see it again: " + replay, failure);
            }
        }
    }
}
