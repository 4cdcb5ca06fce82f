package io.troupe.client;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation did not succeed. Its kind says what is known of the outcome; the message names operation and path.
 */
public abstract sealed class ClientException extends RuntimeException
        permits OperationFailed,
                OutcomeUnknown,
                DeadlineExceeded,
                SessionLost,
                TooManyRequests,
                ClientClosed,
                InvalidRequest {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final String path;

    ClientException(String operation, String path, String problem, @Nullable Throwable cause) {
        super(operation + " " + path + ": " + problem, cause);
        this.operation = operation;
        this.path = path;
    }

    /** What was asked: {@code create}, {@code transaction}. */
    public final String operation() {
        return operation;
    }

    /** Of which znode, as this client knows it. */
    public final String path() {
        return path;
    }

    /** Whether it is certain that nothing was changed. */
    public abstract boolean nothingChanged();
}
