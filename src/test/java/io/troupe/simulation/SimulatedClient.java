package io.troupe.simulation;

import io.troupe.model.Request;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.Xid;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that uses the service: it connects somewhere, sends bursts of requests without waiting for answers, hangs
 * now and then, and when its connection ends takes its session to another peer. What it had asked and not been told may
 * or may not have happened.
 */
final class SimulatedClient {
    private static final int WAITING_MAX = 50;

    private final String name;
    private final World world;
    private final Chance chance;
    private final Wishes wishes;
    private final int timeoutMillis;
    private final ClientSession session;
    private ClientConnection connection;
    private boolean founded;
    private boolean stopped;
    private long heardAtMillis;

    SimulatedClient(int number, World world, Chance chance, Ledger ledger) {
        this.name = "c" + number;
        this.world = world;
        this.chance = chance;
        this.wishes = new Wishes(name, chance.stream("wishes"));
        this.timeoutMillis = chance.oneIn(2) ? 2_000 : 6_000;
        this.session = new ClientSession(name, timeoutMillis, world.trace(), ledger);
    }

    void start() {
        world.schedule().afterMillis(chance.between(1, 200), this::act);
    }

    /** How many replies it has had since {@link #countAnew}. */
    long answers() {
        return session.answers();
    }

    void countAnew() {
        session.countAnew();
    }

    /** It asks for nothing more. */
    void stop() {
        stopped = true;
    }

    /** It has a connection, or tries to get one. */
    boolean isConnecting() {
        return connection != null;
    }

    boolean isConnected() {
        return connection != null && session.isConnected();
    }

    /** It is not connected, or has not been told all that it asked. */
    boolean waits() {
        return !isConnected() || session.waiting() > 0;
    }

    /** Its connection breaks. */
    void cut() {
        if (connection != null) {
            connection.closeAtClient();
            lost(connection);
        }
    }

    private void act() {
        if (!stopped && connection != null && chance.oneIn(400)) {
            sleep();
            return;
        }
        if (connection == null) {
            connectTo(chance.pick(world.peers()));
        } else if (world.schedule().nowMillis() - heardAtMillis > timeoutMillis * 2 / 3) {
            cut();
        } else if (isConnected()) {
            if (!stopped && session.waiting() < WAITING_MAX && chance.happens(0.8)) {
                ask();
            } else {
                ping();
            }
        }
        world.schedule().afterMillis(chance.oneIn(10) ? chance.between(1, 1_500) : chance.between(1, 100), this::act);
    }

    /** The program hangs for so long that its session may expire. */
    private void sleep() {
        world.trace().say(name, () -> "falls asleep");
        cut();
        world.schedule().afterMillis(chance.between(timeoutMillis / 2, 2 * timeoutMillis), this::act);
    }

    /** Takes its session to {@code peer}, from wherever it is connected. */
    void connectTo(SimulatedPeer peer) {
        cut();
        heardAtMillis = world.schedule().nowMillis();
        if (peer.accepts()) {
            connection = new ClientConnection(world, chance, this, peer);
            world.trace().say(name, () -> "connects to " + peer + " with " + session);
            connection.send(session.greeting());
        }
    }

    private void ask() {
        List<Request> burst = new ArrayList<>();
        if (!founded) {
            burst.addAll(wishes.foundation());
            founded = true;
        }
        int size = chance.oneIn(3) ? chance.below(20) : 1;
        for (int i = 0; i < size; i++) {
            burst.add(wishes.next());
        }
        if (chance.oneIn(150)) {
            burst.add(new Request.CloseSession());
        }
        if (!burst.isEmpty()) {
            ask(burst);
        }
    }

    /** Asks all of this without waiting for any of it. */
    void ask(List<Request> burst) {
        connection.send(session.asking(burst));
    }

    private void ping() {
        ByteWriter out = new ByteWriter();
        RequestEncoder.frame(Xid.PING, new Request.Ping(), out);
        connection.send(out.toByteArray());
    }

    void heard(ClientConnection from, byte[] bytes) {
        if (from == connection) {
            heardAtMillis = world.schedule().nowMillis();
            session.heard(bytes);
        }
    }

    /** The connection is gone. */
    void lost(ClientConnection from) {
        if (from == connection) {
            world.trace().say(name, () -> "has lost its connection");
            connection.closeAtClient();
            connection = null;
            session.disconnected();
        }
    }
}
