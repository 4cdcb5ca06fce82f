package io.troupe.bench;

/** Why nothing could be measured, in one line that says what to do; or why what was measured would be wrong. */
public final class BenchError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchError(String message) {
        super(message.replaceAll("\\s*\\R\\s*", " "), null, false, false);
    }
}
