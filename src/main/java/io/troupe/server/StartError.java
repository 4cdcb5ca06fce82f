package io.troupe.server;

/** Why a peer did not start though its configuration is good, in one line for the person who started it. */
public final class StartError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    public StartError(String message) {
        this(message, ExitStatus.FAILURE);
    }

    public StartError(String message, ExitStatus status) {
        super(message.replaceAll("\\s*\\R\\s*", " "), null, false, false);
        this.status = status;
    }

    /** How the process is to end. */
    public ExitStatus status() {
        return status;
    }
}
