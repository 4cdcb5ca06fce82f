package io.troupe.server.testing;

import io.troupe.admin.ControlPlane;
import io.troupe.server.AdminConfig;
import io.troupe.server.Endpoint;
import io.troupe.server.Environment;
import io.troupe.server.Limits;
import io.troupe.server.PeerConfig;
import io.troupe.server.PeerPort;
import io.troupe.server.Timing;
import io.troupe.server.TroupeServer;
import io.troupe.server.Voter;
import io.troupe.session.EventLoops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An ensemble in this process, on loopback ports that nobody else has, with directories of its own that go when it is
 * closed. As many as a test likes can run side by side. Peers are numbered from 1. Not for production: the peers share
 * one heap. Methods may be called by one thread at a time.
 */
public final class TestEnsemble implements AutoCloseable {
    /** Short enough for tests that wait for an expiry: half a second is the shortest session. */
    private static final Timing TIMING = new Timing(250, 40, 20, 500, 60_000, 50, 1_000);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 5_000_000;

    private final boolean observed;
    private final Environment environment = new Environment();
    private final Path directory;
    private final Timing timing;
    private final List<Voter> voters = new ArrayList<>();
    private final Map<Integer, TroupeServer> running = new TreeMap<>();
    private final Map<Integer, Integer> clientPorts = new TreeMap<>();

    /** Starts {@code peers} peers and returns when each of them serves clients. */
    public static TestEnsemble start(int peers) {
        return start(peers, TIMING);
    }

    /** The same with other {@code timing}. */
    public static TestEnsemble start(int peers, Timing timing) {
        TestEnsemble ensemble = new TestEnsemble(peers, timing, false);
        ensemble.awaitServing();
        return ensemble;
    }

    /** The same, each peer with a control plane on ports of its own. */
    public static TestEnsemble startObserved(int peers) {
        TestEnsemble ensemble = new TestEnsemble(peers, TIMING, true);
        ensemble.awaitServing();
        return ensemble;
    }

    private TestEnsemble(int peers, Timing timing, boolean observed) {
        this.timing = timing;
        this.observed = observed;
        try {
            directory = Files.createTempDirectory("troupe-ensemble-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boot(peers);
    }

    /** All ports are bound before the first peer is told the others', so that none is guessed. */
    private void boot(int peers) {
        List<EventLoops> loops = new ArrayList<>();
        List<PeerPort> ports = new ArrayList<>();
        for (int id = 1; id <= peers; id++) {
            EventLoops own = TroupeServer.loops(environment);
            PeerPort port = PeerPort.bind(own, loopback(0));
            loops.add(own);
            ports.add(port);
            voters.add(voter(id, port.address().getPort(), observed ? unusedPort() : 1));
        }
        for (int id = 1; id <= peers; id++) {
            run(id, loops.get(id - 1), ports.get(id - 1));
        }
    }

    /** Nobody has it now; a control plane that finds it taken all the same tries again. */
    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Voter voter(int id, int peerPort, int electionPort) {
        return new Voter(id, "127.0.0.1", peerPort, electionPort, Optional.empty());
    }

    private static Endpoint loopback(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    private void run(int id, EventLoops loops, PeerPort port) {
        PeerConfig config = PeerConfig.of(
                        id, voters, loopback(clientPorts.getOrDefault(id, 0)), directory.resolve("peer-" + id))
                .with(timing)
                .with(new AdminConfig(observed, loopback(0)))
                .with(new Limits(0, Limits.STANDARD.outstandingRequests(), Limits.STANDARD.frameBytes(), Set.of("*")));
        TroupeServer server = TroupeServer.start(config, environment, loops, Optional.of(port));
        running.put(id, server);
        clientPorts.put(id, server.clientAddress().getPort());
    }

    /** Where clients reach all peers. */
    public String connectString() {
        return clientPorts.keySet().stream().map(this::connectString).collect(Collectors.joining(","));
    }

    /** Where clients reach this peer alone. */
    public String connectString(int peer) {
        return "127.0.0.1:" + clientPorts.get(peer);
    }

    /** Where the other peers reach this one. */
    public String peerAddress(int peer) {
        Endpoint address = voters.get(peer - 1).peer();
        return address.host() + ":" + address.port();
    }

    /** The peer that leads at present, if there is one. */
    public OptionalInt leader() {
        return running.entrySet().stream()
                .filter(peer -> peer.getValue().leads())
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** What operators see of this peer. */
    public ControlPlane control(int peer) {
        TroupeServer server = running.get(peer);
        if (server == null) {
            throw new IllegalStateException("peer " + peer + " does not run");
        }
        return server.control().orElseThrow();
    }

    /** Ends a peer; its directory stays. */
    public void stop(int peer) {
        TroupeServer stopped = running.remove(peer);
        if (stopped == null) {
            throw new IllegalStateException("peer " + peer + " does not run");
        }
        stopped.stop();
    }

    /** Starts a peer again that was stopped, on the same ports. */
    public void restart(int peer) {
        if (running.containsKey(peer)) {
            throw new IllegalStateException("peer " + peer + " runs");
        }
        EventLoops loops = TroupeServer.loops(environment);
        PeerPort port = PeerPort.bind(loops, voters.get(peer - 1).peer());
        run(peer, loops, port);
    }

    /** Returns when every running peer serves. @throws IllegalStateException where that takes too long */
    public void awaitServing() {
        await(
                () -> running.values().stream().allMatch(TroupeServer::serves),
                "not all peers serve: " + running.keySet());
    }

    private void await(BooleanSupplier condition, String otherwise) {
        long deadline = environment.monotonicNanos() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (environment.monotonicNanos() > deadline) {
                throw new IllegalStateException(otherwise + " after " + PATIENCE);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
