package io.troupe.cli;

import io.troupe.server.Environment;
import io.troupe.server.StartError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The peers of one plan, each a process, from their start to their end. Used by one thread; {@link #stop} by any. */
final class LocalEnsemble {
    private static final long PROBE_EVERY_MILLIS = 100;

    /** Somewhat less than a supervisor waits for this process itself. */
    private static final long STOP_PATIENCE_MILLIS = 9_000;

    private final EnsemblePlan plan;
    private final Environment environment;
    private final DataLock lock;
    private final List<ChildPeer> peers;
    private final BlockingQueue<ChildPeer> ended = new LinkedBlockingQueue<>();

    private int reported;
    private volatile boolean stopping;

    private LocalEnsemble(EnsemblePlan plan, Environment environment, DataLock lock, List<ChildPeer> peers) {
        this.lock = lock;
        this.plan = plan;
        this.environment = environment;
        this.peers = List.copyOf(peers);
        peers.forEach(peer -> peer.end().thenAccept(ended::add));
    }

    /** @param command that runs a peer from the configuration file given to it */
    static LocalEnsemble start(EnsemblePlan plan, Environment environment, Function<Path, List<String>> command) {
        DataLock lock = DataLock.of(plan.data());
        try {
            EnsembleFiles.prepare(plan);
            List<ChildPeer> started = new ArrayList<>();
            for (EnsemblePlan.Seat seat : plan.seats()) {
                started.add(ChildPeer.start(seat, command.apply(seat.config())));
            }
            return new LocalEnsemble(plan, environment, lock, started);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    List<ChildPeer> peers() {
        return peers;
    }

    /**
     * Waits until every peer says what it is.
     *
     * @param whenEnded told of a peer that ends meanwhile, before this gives up
     * @return the mode of each peer by its id
     * @throws StartError where a peer ends meanwhile, or the time is over
     */
    Map<Integer, String> awaitServing(long limitMillis, Consumer<ChildPeer> whenEnded) throws InterruptedException {
        long deadline = environment.monotonicMillis() + limitMillis;
        Map<Integer, String> modes = new LinkedHashMap<>();
        while (modes.size() < peers.size()) {
            ChildPeer dead = ended.poll(PROBE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            if (dead != null) {
                whenEnded.accept(dead);
                throw new StartError(
                        "the ensemble did not come up: peer " + dead.seat().id() + " has ended");
            }
            if (environment.monotonicMillis() > deadline) {
                throw new StartError("after " + limitMillis / 1_000 + " s only the peers " + modes.keySet() + " of "
                        + peers.size() + " serve; see " + plan.data() + "/peer-*/log/peer.log");
            }
            modes.clear();
            for (ChildPeer peer : peers) {
                ModeProbe.ask(EnsemblePlan.HOST, peer.seat().clientPort())
                        .ifPresent(mode -> modes.put(peer.seat().id(), mode));
            }
        }
        return modes;
    }

    /** The next peer that ends without having been asked to; empty when all have ended, or are being stopped. */
    Optional<ChildPeer> awaitEnd() throws InterruptedException {
        if (reported == peers.size()) {
            return Optional.empty();
        }
        ChildPeer peer = ended.take();
        reported++;
        return stopping ? Optional.empty() : Optional.of(peer);
    }

    boolean isAnyAlive() {
        return peers.stream().anyMatch(ChildPeer::isAlive);
    }

    /** Stops all peers, all at once, and returns when they have stopped. */
    void stop() {
        stopping = true;
        peers.forEach(ChildPeer::stop);
        long deadline = environment.monotonicMillis() + STOP_PATIENCE_MILLIS;
        try {
            for (ChildPeer peer : peers) {
                peer.awaitEnd(Math.max(1, deadline - environment.monotonicMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.close();
    }
}
