package io.troupe.journal;

import java.io.IOException;

/** The disk refused. After this nobody knows what it holds; the log takes nothing any more. */
public final class LogFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private LogFailed(String message, IOException cause) {
        super(message, cause);
    }

    static LogFailed at(String file, IOException cause) {
        if (reason(cause).contains("No space left")) {
            return new LogFailed(
                    "The disk is full: " + file + " cannot grow. Free space and start this peer again: it has"
                            + " everything that it acknowledged.",
                    cause);
        }
        return new LogFailed(
                "The disk failed at " + file + " (" + reason(cause) + "). This peer stops, because what the disk holds"
                        + " is unknown. Check the disk and start it again: it has everything that it acknowledged.",
                cause);
    }

    private static String reason(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
