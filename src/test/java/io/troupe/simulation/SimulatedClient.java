package io.troupe.simulation;

import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.peer.Op;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.RequestEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that uses the service: it connects somewhere, sends bursts of requests without waiting for answers, and
 * when its connection ends takes its session to another peer. What it had asked and not been told may or may not have
 * happened.
 */
final class SimulatedClient {
    private static final List<Identity> NOBODY = List.of();

    private final String name;
    private final World world;
    private final Chance chance;
    private final Wishes wishes;
    private final int timeoutMillis;
    private final SessionOrder order;
    private final Ledger ledger;
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private ClientConnection connection;
    private boolean connected;
    private boolean founded;
    private boolean stopped;
    private long session;
    private byte[] secret = new byte[16];
    private long heardAtMillis;
    private long answers;

    SimulatedClient(int number, World world, Chance chance, Ledger ledger) {
        this.name = "c" + number;
        this.world = world;
        this.chance = chance;
        this.wishes = new Wishes(name, chance.stream("wishes"));
        this.ledger = ledger;
        this.order = new SessionOrder(name, ledger);
        this.timeoutMillis = chance.oneIn(2) ? 2_000 : 6_000;
    }

    void start() {
        world.schedule().afterMillis(chance.between(1, 200), this::act);
    }

    /** How many replies it has had since {@link #countAnew}. */
    long answers() {
        return answers;
    }

    void countAnew() {
        answers = 0;
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
        return connected;
    }

    /** It is not connected, or has not been told all that it asked. */
    boolean waits() {
        return !connected || !waiting.isEmpty();
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
            connect();
        } else if (world.schedule().nowMillis() - heardAtMillis > timeoutMillis * 2 / 3) {
            cut();
        } else if (connected) {
            if (!stopped && waiting.size() < 50 && chance.happens(0.8)) {
                ask();
            } else {
                connection.send(ClientMessage.Ping.PING);
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

    private void connect() {
        connectTo(chance.pick(world.peers()));
    }

    /** Takes its session to {@code peer}, from wherever it is connected. */
    void connectTo(SimulatedPeer peer) {
        cut();
        heardAtMillis = world.schedule().nowMillis();
        if (peer.accepts()) {
            connection = new ClientConnection(world, chance, this, peer);
            world.trace().say(name, () -> "connects to " + peer + " with session " + Long.toHexString(session));
            connection.send(new ClientMessage.Hello(order.seenZxid(), timeoutMillis, session, secret));
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
        ask(burst);
    }

    /** Asks all of this without waiting for any of it. */
    void ask(List<Request> burst) {
        connection.send(new ClientMessage.Requests(
                burst.stream().map(SimulatedClient::op).toList()));
        waiting.addAll(burst);
    }

    private static Op op(Request request) {
        if (request instanceof Request.CloseSession) {
            return new Op.Close();
        }
        if (request instanceof Request.Write write) {
            return new Op.Write(write.opCode(), RequestEncoder.body(write), NOBODY);
        }
        if (request instanceof Request.Sync sync) {
            return new Op.Sync(sync.path());
        }
        return new Op.Read((Request.Read) request, NOBODY);
    }

    void heard(ClientConnection from, ClientEvent event) {
        if (from != connection) {
            return;
        }
        heardAtMillis = world.schedule().nowMillis();
        if (event instanceof ClientEvent.Connected now) {
            connected(now);
        } else if (event instanceof ClientEvent.Answers told) {
            told.answers().forEach(this::told);
        } else if (event instanceof ClientEvent.Refused refused) {
            ended(refused.reason().toString(), refused.reason() == ClientEvent.Refusal.EXPIRED);
        } else if (event instanceof ClientEvent.Ended ended) {
            boolean over = ended.reason() == ClientEvent.Ending.EXPIRED || ended.reason() == ClientEvent.Ending.CLOSED;
            ended(ended.reason().toString(), over);
        }
    }

    private void connected(ClientEvent.Connected now) {
        if (session != 0 && session != now.sessionId()) {
            throw new InvariantBroken("sessions", name + " asked for its session and got another");
        }
        session = now.sessionId();
        secret = now.secret();
        connected = true;
        order.connected(now.zxid());
        world.trace().say(name, () -> "is connected since " + Zxid.text(now.zxid()));
    }

    private void told(Answer answer) {
        if (answer instanceof Answer.Event event) {
            order.event(event.event());
            return;
        }
        Answer.Reply reply = (Answer.Reply) answer;
        Request request = waiting.poll();
        if (request == null) {
            throw new InvariantBroken("session order", name + " got a reply to nothing");
        }
        world.trace().say(name, () -> Texts.of(request) + " -> " + reply.error() + " at " + Zxid.text(reply.zxid()));
        if (reply.error() == ErrorCode.SESSION_EXPIRED || reply.error() == ErrorCode.SESSION_MOVED) {
            return;
        }
        answers++;
        order.replied(session, request, reply);
    }

    private void ended(String reason, boolean sessionIsOver) {
        world.trace().say(name, () -> "is told " + reason);
        connection.closeAtClient();
        lost(connection);
        if (sessionIsOver) {
            if (ledger.hasSession(session)) {
                throw new InvariantBroken("sessions", name + " is told " + reason + ", but its session lives");
            }
            session = 0;
            order.newSession();
        }
    }

    /** The connection is gone. */
    void lost(ClientConnection from) {
        if (from == connection) {
            connection = null;
            connected = false;
            waiting.clear();
        }
    }
}
