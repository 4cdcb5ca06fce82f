package io.troupe.cli;

import io.troupe.server.Environment;
import java.io.PrintWriter;

/**
 * Says what goes on: on a terminal in one line that changes, elsewhere in one line for each thing that has been done.
 */
final class ProgressLine {
    private static final String UNDER_WAY = " ...";

    private final PrintWriter err;
    private final boolean terminal;
    private int width;

    ProgressLine(PrintWriter err, Environment environment) {
        this.err = err;
        // The launcher knows: Java itself can tell only of standard input and output together.
        this.terminal = environment.property("troupe.terminal").isPresent();
    }

    void show(String text) {
        if (!terminal) {
            err.println(text);
        } else if (text.endsWith(UNDER_WAY)) {
            err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            width = text.length();
        } else {
            err.println("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            width = 0;
        }
        err.flush();
    }
}
