package io.troupe.simulation;

/** The one line that a failing schedule leaves: what broke, where, and how to see it again. */
final class SimulationFailed extends AssertionError {
    private static final long serialVersionUID = 1;

    private final long seed;
    private final String invariant;

    SimulationFailed(long seed, long step, Throwable cause) {
        super(
                "seed " + seed + ", step " + step + ", "
                        + (cause instanceof InvariantBroken ? cause.getMessage() : "no exceptions: " + cause)
                        + "; replay: mvn test -Dtest=SimulationTest -Dsimulation.seed=" + seed,
                cause);
        this.seed = seed;
        this.invariant = cause instanceof InvariantBroken broken ? broken.invariant() : "no exceptions";
    }

    long seed() {
        return seed;
    }

    String invariant() {
        return invariant;
    }
}
