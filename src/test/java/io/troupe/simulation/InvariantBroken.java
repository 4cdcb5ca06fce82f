package io.troupe.simulation;

/** What must never happen has happened. {@code invariant} is its name, the same for every schedule that breaks it. */
final class InvariantBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String invariant;

    InvariantBroken(String invariant, String detail) {
        super(invariant + ": " + detail);
        this.invariant = invariant;
    }

    InvariantBroken(String invariant, String detail, Throwable cause) {
        super(invariant + ": " + detail, cause);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
