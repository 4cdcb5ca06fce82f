package io.troupe.zab;

/**
 * Something that the protocol rules out has happened. The peer must stop and recover from its log: what it believes is
 * wrong, and going on would spread it.
 */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvariantViolation(String message) {
        super(message);
    }
}
