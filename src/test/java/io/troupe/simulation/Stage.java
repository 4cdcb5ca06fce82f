package io.troupe.simulation;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A world in which a test says what happens, in words that read like the report of the bug that it plays again. */
final class Stage {
    private static final boolean PRINTING = Boolean.getBoolean("simulation.print");
    private static final long SOON_MILLIS = 30_000;

    private final World world;
    private int values;

    /** All peers run, one leads, all have what it has, and each of the clients is connected to the leader. */
    static Stage of(int peers, int clients) {
        return of(peers, clients, new Seams());
    }

    static Stage of(int peers, int clients, Seams seams) {
        Stage stage = new Stage(new World(7, Tuning.usual(peers), clients, seams, PRINTING));
        stage.world.peers().forEach(SimulatedPeer::start);
        stage.awaitLeader();
        stage.world.clients().forEach(client -> stage.connect(client, stage.leader()));
        stage.write(1);
        stage.awaitAllApplied();
        return stage;
    }

    private Stage(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    SimulatedClient client(int number) {
        return world.clients().get(number - 1);
    }

    private boolean hasLeader() {
        return world.peers().stream().anyMatch(SimulatedPeer::leads);
    }

    SimulatedPeer leader() {
        return world.peers().stream().filter(SimulatedPeer::leads).findFirst().orElseThrow();
    }

    /** Those who do not lead. */
    List<SimulatedPeer> followers() {
        return world.peers().stream().filter(peer -> !peer.leads()).toList();
    }

    void awaitLeader() {
        await("a leader", this::hasLeader);
    }

    void awaitAllApplied() {
        CommittedOrder order = world.checkers().order();
        await(
                "all replicas at one zxid",
                () -> world.peers().stream().allMatch(peer -> peer.appliedZxid() == order.lastZxid()));
    }

    void connect(SimulatedClient client, SimulatedPeer peer) {
        await("a connection to " + peer, () -> {
            if (!client.isConnecting()) {
                client.connectTo(peer);
            }
            return client.isConnected();
        });
    }

    /** The client makes a znode at the leader, and has it acknowledged. Returns its path. */
    String write(int client) {
        String[] path = {null};
        await("an acknowledgement", () -> {
            boolean lost = !client(client).isConnected();
            if (lost && !client(client).isConnecting() && hasLeader()) {
                client(client).connectTo(leader());
            }
            if (lost) {
                path[0] = null;
            } else if (path[0] == null) {
                path[0] = ask(client);
            }
            return !lost && !client(client).waits();
        });
        return path[0];
    }

    /** The client asks for a znode, whatever comes of it. Returns its path. */
    String ask(int client) {
        String path = "/n" + values++;
        byte[] data = path.getBytes(StandardCharsets.UTF_8);
        client(client)
                .ask(List.of(
                        new Request.Create(OpCode.CREATE, path, data, Acl.OPEN, CreateMode.PERSISTENT.flag(), -1)));
        return path;
    }

    /** Whether it is there after all that is committed. */
    boolean exists(String path) {
        return world.checkers().ledger().tree().at(path, Long.MAX_VALUE).exists();
    }

    void pass(long millis) {
        world.runFor(millis);
    }

    void await(String what, BooleanSupplier condition) {
        if (!world.runUntil(world.schedule().nowMillis() + SOON_MILLIS, condition)) {
            throw new InvariantBroken("progress", "no " + what + ": " + world.peers());
        }
    }

    /** Nothing from {@code from} reaches any other. */
    void silence(SimulatedPeer from) {
        world.peers().forEach(to -> world.network().block(from.id(), to.id()));
    }

    /** Neither hears of the other. */
    void isolate(SimulatedPeer peer) {
        for (SimulatedPeer other : world.peers()) {
            world.network().block(peer.id(), other.id());
            world.network().block(other.id(), peer.id());
        }
    }

    /** Everything is mended; all peers must meet and serve. */
    void end() {
        world.heal();
        awaitLeader();
        write(1);
        awaitAllApplied();
    }
}
