package io.troupe.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a peer with the four-letter word {@code srvr} what it is. */
final class ModeProbe {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final String MODE = "Mode: ";

    private ModeProbe() {}

    /** {@code leader}, {@code follower} or {@code standalone}; empty from a peer that does not serve (yet). */
    static Optional<String> ask(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines()
                    .filter(line -> line.startsWith(MODE))
                    .map(line -> line.substring(MODE.length()).trim())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
