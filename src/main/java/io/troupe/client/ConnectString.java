package io.troupe.client;

import io.troupe.model.ZnodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The peers of an ensemble and the znode below which a client sees everything, as ZooKeeper writes them:
 * {@code host:port,host:port/chroot}. The port may be left out (2181), an IPv6 address stands in brackets.
 */
public record ConnectString(List<Host> hosts, String chroot) {
    private static final int STANDARD_PORT = 2181;
    private static final int PORT_MAX = 65_535;

    public ConnectString {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a connect string needs a host, as in 127.0.0.1:2181");
        }
    }

    /** @throws IllegalArgumentException that says which part is wrong, and what a right one looks like */
    public static ConnectString parse(String text) {
        int slash = text.indexOf('/');
        String chroot = slash < 0 ? ZnodePath.ROOT : text.substring(slash);
        ZnodePath.problemWith(chroot).ifPresent(problem -> {
            throw wrong(text, "the chroot " + chroot + " is no path: " + problem);
        });
        List<Host> hosts = new ArrayList<>();
        for (String part : (slash < 0 ? text : text.substring(0, slash)).split(",", -1)) {
            Host host = parseHost(text, part.trim());
            if (!hosts.contains(host)) {
                hosts.add(host);
            }
        }
        return new ConnectString(hosts, chroot);
    }

    private static Host parseHost(String text, String part) {
        int bracket = part.lastIndexOf(']');
        if (part.startsWith("[") != bracket > 0) {
            throw wrong(text, "the brackets in \"" + part + "\" are not a pair");
        }
        int colon = part.indexOf(':', Math.max(bracket, 0));
        String name = colon < 0 ? part : part.substring(0, colon);
        String bare = bracket > 0 ? name.substring(1, bracket) : name;
        boolean bracketed = bracket > 0 && bracket != name.length() - 1;
        if (bare.isEmpty() || bracketed || bare.chars().anyMatch(c -> Character.isWhitespace(c) || c == '@')) {
            throw wrong(text, "\"" + part + "\" is no host");
        }
        return new Host(bare, colon < 0 ? STANDARD_PORT : parsePort(text, part, part.substring(colon + 1)));
    }

    private static int parsePort(String text, String part, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException notDigits) {
            throw wrong(text, "\"" + digits + "\" in \"" + part + "\" is no port; an IPv6 address stands in [ ]");
        }
        throw wrong(text, "the port of \"" + part + "\" is not within 1 to " + PORT_MAX);
    }

    private static IllegalArgumentException wrong(String text, String problem) {
        return new IllegalArgumentException(
                "connect string \"" + text + "\": " + problem + "; expected host:port,host:port/chroot");
    }

    @Override
    public String toString() {
        String all = hosts.stream().map(Host::toString).collect(Collectors.joining(","));
        return chroot.equals(ZnodePath.ROOT) ? all : all + chroot;
    }
}
