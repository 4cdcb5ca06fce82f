package io.troupe.session;

import io.troupe.peer.Op;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.Handshake;
import io.troupe.wire.MalformedFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One client's connection from its first frame to its end. It keeps the promises of the client protocol that concern
 * order: requests go to the replica as they came, each is answered in its turn, and nothing precedes the answer to the
 * greeting. A ping is the exception: it is answered at once, so that a client outlives an election in which its
 * requests wait.
 *
 * <p>Each of the methods that return a {@link Turn} is told what has happened and when, puts what is to be sent into
 * the outbox, and returns what else is to be done.
 */
public final class Conversation {
    private enum Stage {
        /** Nothing has come yet. */
        GREETING,
        /** The replica has been asked for a session. */
        CONNECTING,
        SERVING,
        /** What is due is still sent; what still comes is dropped. */
        LEAVING,
        /** So too, until the replica says that the session has ended. */
        CLOSING,
        OVER
    }

    private final SessionSettings settings;
    private final Credit credit;
    private final Exchange exchange;
    /** Frames that have come and wait: for the session, for credit, for a slow reader. */
    private final Deque<byte[]> waiting = new ArrayDeque<>(1);

    private Stage stage = Stage.GREETING;

    /** Set by the frame with which the stage of greeting ends. */
    @SuppressWarnings("NullAway.Init")
    private ConnectRequest greeting;

    private boolean greetingPassedOn;
    private boolean slowReader;
    private long packetsReceived;
    private long packetsSent;

    /**
     * @param address the client's, without its port
     * @param retry run when credit may have come back; {@link #retried} is to follow, but not at once
     */
    public Conversation(SessionSettings settings, String address, CreditPool pool, Runnable retry) {
        this.settings = settings;
        this.credit = new Credit(settings.limits(), pool, retry);
        this.exchange = new Exchange(new Credentials(address, settings.superDigest()), credit);
    }

    /** Whole frames came in. */
    public Turn received(List<byte[]> frames, long nowNanos, Outbox out) {
        packetsReceived += frames.size();
        exchange.expect(frames.size());
        for (byte[] frame : frames) {
            receive(frame, nowNanos, out);
        }
        return turn(true, out);
    }

    /** The replica told something. */
    public Turn told(ClientEvent event, long nowNanos, Outbox out) {
        if (stage == Stage.OVER) {
            return Turn.QUIET;
        }
        if (event instanceof ClientEvent.Answers answers) {
            exchange.pass(answers.answers(), nowNanos, out);
        } else if (event instanceof ClientEvent.Connected connected) {
            welcome(connected, out);
        } else if (event instanceof ClientEvent.Refused refused) {
            refuse(refused.reason(), out);
        } else {
            stage = Stage.OVER;
        }
        readOn(nowNanos, out);
        return turn(false, out);
    }

    /** Credit may have come back. */
    public Turn retried(long nowNanos, Outbox out) {
        credit.told();
        readOn(nowNanos, out);
        credit.passOn();
        return turn(false, out);
    }

    /**
     * The client does not take what it is sent, of which so much waits by now: its requests wait too.
     *
     * @return whether that is as much as a client may leave waiting, and this connection over
     */
    public boolean stalled(long unsentBytes) {
        slowReader = true;
        if (unsentBytes > settings.limits().unsentBytesMax()) {
            stage = Stage.OVER;
        }
        return stage == Stage.OVER;
    }

    /** The client has taken most of what waited for it. */
    public Turn drained(long nowNanos, Outbox out) {
        slowReader = false;
        readOn(nowNanos, out);
        return turn(false, out);
    }

    /** The connection is gone, and gives back what it held. */
    public void gone() {
        stage = Stage.OVER;
        waiting.clear();
        credit.giveAll();
    }

    /** Whether more should be read from the socket. */
    public boolean wantsMore() {
        return waiting.isEmpty() && !slowReader && stage != Stage.CONNECTING && stage != Stage.OVER;
    }

    /** Whether it is this peer, and not the client, that keeps the client from being heard. */
    public boolean heldBack() {
        return stage == Stage.SERVING && !waiting.isEmpty() && !slowReader;
    }

    /** Whether the client has said what it wants; how long it waits for that is no more its own affair. */
    public boolean greeted() {
        return stage != Stage.GREETING;
    }

    /** Whether the client was given a session. */
    public boolean established() {
        return stage == Stage.SERVING || stage == Stage.LEAVING || stage == Stage.CLOSING;
    }

    /** Requests that have come and are not answered. */
    public int outstanding() {
        return exchange.outstanding() + waiting.size();
    }

    public long packetsReceived() {
        return packetsReceived;
    }

    public long packetsSent() {
        return packetsSent;
    }

    private void receive(byte[] frame, long nowNanos, Outbox out) {
        switch (stage) {
            case GREETING -> greet(frame);
            case CONNECTING -> waiting.add(frame);
            case SERVING -> {
                boolean overtakes = Exchange.isPing(frame);
                boolean mustWait = !overtakes && (slowReader || !waiting.isEmpty());
                if (mustWait || !begin(frame, nowNanos, out)) {
                    waiting.add(frame);
                }
            }
            case LEAVING, CLOSING, OVER -> {}
        }
    }

    private void greet(byte[] frame) {
        try {
            greeting = Handshake.readRequest(frame);
            stage = Stage.CONNECTING;
        } catch (MalformedFrame noGreeting) {
            stage = Stage.OVER;
        }
    }

    private void welcome(ClientEvent.Connected session, Outbox out) {
        out.greet(ConnectResponse.accepted(greeting, session.timeoutMillis(), session.sessionId(), session.secret()));
        // A client that comes back is still due the events of what it missed, which its watches will bring.
        exchange.seen(greeting.sessionId() == 0 ? session.zxid() : greeting.lastZxidSeen());
        stage = Stage.SERVING;
    }

    /** Only an expired session can be answered; to a closed connection a client reacts by trying another peer. */
    private void refuse(ClientEvent.Refusal reason, Outbox out) {
        if (reason == ClientEvent.Refusal.EXPIRED) {
            out.greet(ConnectResponse.expired(greeting));
        }
        stage = Stage.OVER;
    }

    private void readOn(long nowNanos, Outbox out) {
        while (stage == Stage.SERVING && !slowReader && !waiting.isEmpty()) {
            if (!begin(waiting.peek(), nowNanos, out)) {
                return;
            }
            waiting.poll();
        }
    }

    /** False where the frame must wait for credit. */
    private boolean begin(byte[] frame, long nowNanos, Outbox out) {
        if (Exchange.isPing(frame)) {
            exchange.pong(frame, out);
            return true;
        }
        Exchange.Begun begun = exchange.begin(frame, nowNanos, out);
        if (begun == Exchange.Begun.LAST || begun == Exchange.Begun.CLOSES) {
            stage = begun == Exchange.Begun.LAST ? Stage.LEAVING : Stage.CLOSING;
            waiting.clear();
        }
        return begun != Exchange.Begun.LATER;
    }

    private Turn turn(boolean heard, Outbox out) {
        packetsSent += out.packets();
        if (stage == Stage.LEAVING && exchange.outstanding() == 0) {
            stage = Stage.OVER;
        }
        List<Op> ops = exchange.takeOps();
        boolean connects = stage == Stage.CONNECTING && !greetingPassedOn;
        boolean touch = heard && ops.isEmpty() && established();
        boolean close = stage == Stage.OVER;
        if (!connects && ops.isEmpty() && !touch && !close) {
            return Turn.QUIET;
        }
        greetingPassedOn |= connects;
        return new Turn(connects ? clamped(greeting) : null, ops, touch, close);
    }

    private ConnectRequest clamped(ConnectRequest asked) {
        return new ConnectRequest(
                asked.protocolVersion(),
                asked.lastZxidSeen(),
                settings.clampTimeout(asked.timeoutMillis()),
                asked.sessionId(),
                asked.secret(),
                asked.readOnly(),
                asked.sendsReadOnly());
    }
}
