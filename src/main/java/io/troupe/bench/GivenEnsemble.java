package io.troupe.bench;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** An ensemble that runs already. */
public record GivenEnsemble(String name, List<InetSocketAddress> peers, List<Long> pids) implements Ensemble {
    private static final int CLIENT_PORT = 2181;

    public GivenEnsemble {
        peers = List.copyOf(peers);
        pids = List.copyOf(pids);
    }

    /**
     * @param text host:port,host:port,...
     * @throws BenchError for anything else
     */
    public static GivenEnsemble at(String text, List<Long> pids) {
        List<InetSocketAddress> peers = Arrays.stream(text.split(","))
                .map(String::trim)
                .map(GivenEnsemble::address)
                .toList();
        return new GivenEnsemble("ensemble", peers, pids);
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
