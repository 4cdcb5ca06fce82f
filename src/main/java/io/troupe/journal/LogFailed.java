package io.troupe.journal;

import java.io.IOException;

/** The disk refused. After this nobody knows what it holds; the log takes nothing any more. */
public final class LogFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private LogFailed(String message, IOException cause) {
        super(message, cause);
    }

    static LogFailed writing(String file, IOException cause) {
        if (String.valueOf(cause.getMessage()).contains("No space left")) {
            return new LogFailed(
                    "The disk is full: " + file + " could not be written. Free space and start this peer again:"
                            + " it has everything that it acknowledged.",
                    cause);
        }
        return new LogFailed(
                "Writing " + file + " failed (" + reason(cause) + "). This peer stops, because what the disk holds is"
                        + " unknown. Check the disk and start it again: it has everything that it acknowledged.",
                cause);
    }

    static LogFailed reading(String file, IOException cause) {
        return new LogFailed(
                "Reading " + file + " failed (" + reason(cause) + "). Check the disk and start this peer again.",
                cause);
    }

    private static String reason(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
