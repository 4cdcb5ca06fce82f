package io.troupe.cli;

import java.util.Optional;

/** Asks a peer with the four-letter word {@code srvr} what it is. */
final class ModeProbe {
    private static final String MODE = "Mode: ";

    private ModeProbe() {}

    /** {@code leader}, {@code follower} or {@code standalone}; empty from a peer that does not serve (yet). */
    static Optional<String> ask(String host, int port) {
        return FourLetterProbe.ask(host, port, "srvr").text().flatMap(ModeProbe::mode);
    }

    static Optional<String> mode(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith(MODE))
                .map(line -> line.substring(MODE.length()).trim())
                .findFirst();
    }
}
