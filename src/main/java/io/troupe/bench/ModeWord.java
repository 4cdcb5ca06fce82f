package io.troupe.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a peer with the four-letter word {@code srvr} what it is. */
final class ModeWord {
    static final Optional<String> LEADER = Optional.of("leader");

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final String MODE = "Mode: ";

    private ModeWord() {}

    /** {@code leader}, {@code follower} or {@code standalone}; empty from a peer that does not serve. */
    static Optional<String> ask(InetSocketAddress peer) {
        try (Socket socket = new Socket()) {
            socket.connect(peer, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines()
                    .filter(line -> line.startsWith(MODE))
                    .map(line -> line.substring(MODE.length()).trim())
                    .findFirst();
        } catch (IOException notServing) {
            return Optional.empty();
        }
    }
}
