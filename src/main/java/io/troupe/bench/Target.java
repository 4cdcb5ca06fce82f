package io.troupe.bench;

import java.net.InetSocketAddress;
import java.util.List;

/** An ensemble that is measured: where clients reach its peers, and the processes that these are, if they are known. */
public record Target(String name, List<InetSocketAddress> peers, List<Long> pids) {
    private static final int CLIENT_PORT = 2181;

    public Target {
        peers = List.copyOf(peers);
        pids = List.copyOf(pids);
    }

    /** @throws BenchError for what is no list of host:port */
    public static List<InetSocketAddress> addresses(String text) {
        return java.util.Arrays.stream(text.split(","))
                .map(String::trim)
                .map(Target::address)
                .toList();
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            InetSocketAddress address = colon < 0
                    ? new InetSocketAddress(text, CLIENT_PORT)
                    : new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            if (!text.isEmpty() && !address.isUnresolved()) {
                return address;
            }
        } catch (IllegalArgumentException noPort) {
            throw new BenchError("'" + text + "' is no address: give host:port,host:port,...");
        }
        throw new BenchError("the host of '" + text + "' is not known here: give host:port,host:port,...");
    }
}
