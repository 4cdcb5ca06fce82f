package io.troupe.server;

/**
 * A configuration with which a peer must not start. Its message is one line meant for the person who wrote the file: it
 * names the file, the line and the key where there is one, and says what to do. Nobody needs its stack trace.
 */
public final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigError(String message) {
        super(message.replaceAll("\\s*\\R\\s*", " "), null, false, false);
    }
}
