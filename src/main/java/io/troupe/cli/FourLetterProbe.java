package io.troupe.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a peer answers to a four-letter word: a text, or why there is none. */
record FourLetterProbe(Optional<String> text, String problem) {
    private static final int TIMEOUT_MILLIS = 1_000;
    /** Of mntr, which is a few kilobytes; whoever sends more is no peer. */
    private static final int ANSWER_BYTES_MAX = 1 << 20;

    static FourLetterProbe ask(String host, int port, String word) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException("this name is not known");
            }
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readNBytes(ANSWER_BYTES_MAX);
            return new FourLetterProbe(Optional.of(new String(answer, StandardCharsets.UTF_8)), "");
        } catch (IOException e) {
            return new FourLetterProbe(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
