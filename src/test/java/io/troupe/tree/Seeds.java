package io.troupe.tree;

/** Seeds of random tests: one that is given, or a fresh one. */
final class Seeds {
    private static final String PROPERTY = "simulation.seed";

    private Seeds() {}

    static long next() {
        String given = System.getProperty(PROPERTY, "");
        return given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    }

    /** What to run to see the same again. */
    static String replay(long seed, Class<?> test) {
        return "mvn test -Dtest=" + test.getSimpleName() + " -Dsimulation.seed=" + seed;
    }
}
