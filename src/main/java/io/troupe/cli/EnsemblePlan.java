package io.troupe.cli;

import io.troupe.server.ConfigError;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which peers {@code troupe up} starts, on which ports of this machine's loopback, and where their files lie: in
 * {@code DATA/peer-N} the configuration, the data in {@code state} and what the peer prints in {@code log}.
 */
record EnsemblePlan(Path data, List<Seat> seats) {
    static final String HOST = "127.0.0.1";

    private static final int CLIENT_PORT = 2181;
    private static final int PEER_PORT = 2888;
    private static final int ELECTION_PORT = 3888;
    private static final int ADMIN_PORT = 8080;

    /** From a base port on: so many for clients, for peers, for elections, for operators. */
    private static final int STRIDE = 100;

    /** One peer's ports and files. */
    record Seat(int id, int clientPort, int peerPort, int electionPort, int adminPort, Path directory) {
        Path config() {
            return directory.resolve("zoo.cfg");
        }

        Path state() {
            return directory.resolve("state");
        }

        Path log() {
            return directory.resolve("log").resolve("peer.log");
        }
    }

    EnsemblePlan {
        seats = List.copyOf(seats);
    }

    /**
     * @param basePort 0 for ZooKeeper's usual ports
     * @throws ConfigError where there are no such ports
     */
    static EnsemblePlan of(int peers, int basePort, Path data) {
        if (peers < 1 || peers >= STRIDE) {
            throw new ConfigError("--peers " + peers + ": from 1 to " + (STRIDE - 1) + " peers can be started");
        }
        if (basePort < 0 || basePort + 3 * STRIDE + peers > 65_536) {
            throw new ConfigError("--base-port " + basePort + ": with its " + peers + " management ports from "
                    + (basePort + 3 * STRIDE) + " on it must stay below 65536");
        }
        Path root = data.toAbsolutePath().normalize();
        return new EnsemblePlan(
                root,
                IntStream.rangeClosed(1, peers)
                        .mapToObj(id -> seat(id, basePort, root.resolve("peer-" + id)))
                        .toList());
    }

    private static Seat seat(int id, int basePort, Path directory) {
        int offset = id - 1;
        return basePort == 0
                ? new Seat(
                        id,
                        CLIENT_PORT + offset,
                        PEER_PORT + offset,
                        ELECTION_PORT + offset,
                        ADMIN_PORT + offset,
                        directory)
                : new Seat(
                        id,
                        basePort + offset,
                        basePort + STRIDE + offset,
                        basePort + 2 * STRIDE + offset,
                        basePort + 3 * STRIDE + offset,
                        directory);
    }

    boolean isStandalone() {
        return seats.size() == 1;
    }

    /** The ports that somebody will listen on. */
    List<Integer> ports() {
        return seats.stream()
                .flatMap(seat -> isStandalone()
                        ? List.of(seat.clientPort(), seat.adminPort()).stream()
                        : List.of(seat.clientPort(), seat.peerPort(), seat.electionPort(), seat.adminPort()).stream())
                .toList();
    }

    /** What a client is told. */
    String connectString() {
        return seats.stream().map(seat -> HOST + ":" + seat.clientPort()).collect(Collectors.joining(","));
    }

    /** The configuration file of one peer, the same in form for all. */
    String configOf(Seat seat) {
        StringBuilder text = new StringBuilder("# Written by `troupe up` at each start: changes made here are lost.\n")
                .append("tickTime=2000\ninitLimit=10\nsyncLimit=5\n4lw.commands.whitelist=*\n")
                .append("dataDir=")
                .append(seat.state().toString().replace("\\", "\\\\"))
                .append('\n')
                .append("clientPortAddress=" + HOST + "\nclientPort=")
                .append(seat.clientPort())
                .append("\nadmin.serverAddress=" + HOST + "\nadmin.serverPort=")
                .append(seat.adminPort())
                .append('\n');
        if (!isStandalone()) {
            for (Seat each : seats) {
                text.append("server.%d=%s:%d:%d%n".formatted(each.id(), HOST, each.peerPort(), each.electionPort()));
            }
        }
        return text.toString();
    }
}
