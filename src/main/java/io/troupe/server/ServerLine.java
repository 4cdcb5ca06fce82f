package io.troupe.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The value of {@code server.N}, as ZooKeeper writes it:
 * {@code host:peerPort:electionPort[:participant][;[address:]clientPort]}. An IPv6 address stands in brackets. What is
 * wrong with one is said in an {@link IllegalArgumentException}, to which the caller adds where the line stands.
 */
final class ServerLine {
    private static final String FORM = "the form is host:peerPort:electionPort[:participant][;[address:]clientPort]";

    private ServerLine() {}

    static Voter read(int id, String value) {
        if (value.indexOf('|') >= 0) {
            throw new IllegalArgumentException("several addresses of one server (|) are not built yet; give one");
        }
        String[] halves = value.split(";", -1);
        if (halves.length > 2) {
            throw new IllegalArgumentException("a second ; gives a TLS port for clients, and TLS is not built yet");
        }
        List<String> parts = parts(halves[0].trim());
        if (parts.size() > 4 && !value.startsWith("[")) {
            throw new IllegalArgumentException("an IPv6 address stands in brackets; " + FORM);
        }
        if (parts.size() < 3 || parts.size() > 4) {
            throw new IllegalArgumentException(FORM);
        }
        if (parts.get(0).isEmpty()) {
            throw new IllegalArgumentException("the host is missing; " + FORM);
        }
        if (parts.size() == 4) {
            requireParticipant(parts.get(3));
        }
        Optional<Endpoint> client = halves.length == 2 ? Optional.of(client(halves[1].trim())) : Optional.empty();
        return new Voter(id, parts.get(0), port(parts.get(1)), port(parts.get(2)), client);
    }

    private static void requireParticipant(String role) {
        switch (role.toLowerCase(Locale.ROOT)) {
            case "participant" -> {}
            case "observer" ->
                throw new IllegalArgumentException(
                        "observers are not built yet, and as a voter this server would change what a quorum is");
            default -> throw new IllegalArgumentException("there is no role '" + role + "'; " + FORM);
        }
    }

    private static Endpoint client(String text) {
        List<String> parts = parts(text);
        if (parts.size() > 2 || parts.size() == 2 && parts.get(0).isEmpty()) {
            throw new IllegalArgumentException("after the ; stands [address:]clientPort");
        }
        String host = parts.size() == 2 ? parts.get(0) : Endpoint.ANY_HOST;
        return new Endpoint(host, port(parts.get(parts.size() - 1)));
    }

    /** Cut at the colons, those in the brackets of an IPv6 address aside. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || end + 1 < text.length() && text.charAt(end + 1) != ':') {
                throw new IllegalArgumentException("the bracket of the IPv6 address is not closed; " + FORM);
            }
            parts.add(text.substring(1, end));
            rest = end + 1 < text.length() ? text.substring(end + 2) : "";
        }
        for (String part : rest.split(":", -1)) {
            parts.add(part.trim());
        }
        return parts;
    }

    private static int port(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is no port (1 to 65535)");
        }
        return port;
    }
}
