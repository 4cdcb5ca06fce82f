package io.troupe.client;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.EventFrame;
import io.troupe.wire.Handshake;
import io.troupe.wire.MalformedFrame;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.Xid;
import java.util.ArrayList;
import java.util.List;

/**
 * One session as its client sees it, over all its connections: {@code step(input, now) -> effects}. It seeks a peer,
 * attaches, keeps the session alive, sends again what may be, and says when the session is lost: by the clock that it is
 * handed, at the end of its {@link Lease}. Pure: no clock, no chance but what is handed in, no socket.
 */
final class SessionCore {
    private enum Phase {
        NOT_BEGUN,
        PAUSED,
        DIALING,
        GREETING,
        LIVE,
        CLOSING,
        CLOSED
    }

    private static final long SHORTEST_ATTEMPT_MILLIS = 100;

    private final CoreSettings settings;
    private final HostWalk walk;
    private final Backoff backoff;
    private final Calls calls;
    private final Credentials credentials = new Credentials();
    private final WatchBook watches = new WatchBook();
    private final Lease lease = new Lease();
    private List<Effect> effects = new ArrayList<>();

    private Phase phase = Phase.NOT_BEGUN;
    private ConnectionState state = ConnectionState.CONNECTING;
    private long sessionId;
    private byte[] secret = new byte[ConnectResponse.SECRET_BYTES];
    private long lastZxid;
    private int attempt;
    private Host host;
    private long phaseEndMillis;
    private long greetedMillis;
    private long pingSentMillis = -1;
    /** Whether this connection has carried an answer: who only greets is no better than who refuses. */
    private boolean proven;
    private int lastXid;
    private String lastProblem = "no server has been tried yet";
    private String closeReason = "closed";

    SessionCore(CoreSettings settings, HostWalk walk, Backoff backoff) {
        this.settings = settings;
        this.walk = walk;
        this.backoff = backoff;
        this.calls = new Calls(settings.outstandingMax());
        this.host = walk.preferred().get(0);
    }

    List<Effect> step(Input input, long nowMillis) {
        effects = new ArrayList<>();
        watchTheClock(nowMillis);
        if (input instanceof Input.Submit submit) {
            submit(submit.call(), nowMillis);
        } else if (input instanceof Input.Arrived arrived && arrived.attempt() == attempt) {
            arrived(arrived.frames(), nowMillis);
        } else if (input instanceof Input.Opened opened && opened.attempt() == attempt && phase == Phase.DIALING) {
            greet(nowMillis);
        } else if (input instanceof Input.Broken broken && broken.attempt() == attempt) {
            broken(broken.reason(), nowMillis);
        } else if (input instanceof Input.Begin && phase == Phase.NOT_BEGUN) {
            dialNext(nowMillis);
        } else if (input instanceof Input.Close close) {
            close(close.reason(), nowMillis);
        }
        pump(nowMillis);
        return effects;
    }

    ConnectionState state() {
        return state;
    }

    long sessionId() {
        return sessionId;
    }

    /** When the session may have expired, if nothing more is heard; 0 where there is none. */
    long leaseEndMillis() {
        return sessionId == 0 ? 0 : lease.endMillis();
    }

    boolean closed() {
        return phase == Phase.CLOSED;
    }

    /** When the next {@link Input.Tick} is wanted, at the latest. */
    long wakeMillis() {
        long wake = calls.wakeMillis();
        if (phase != Phase.NOT_BEGUN && phase != Phase.LIVE && phase != Phase.CLOSED) {
            wake = Math.min(wake, phaseEndMillis);
        }
        if (phase == Phase.LIVE) {
            wake = Math.min(wake, pingSentMillis < 0 ? pingDueMillis() : silenceEndMillis());
        }
        return sessionId == 0 ? wake : Math.min(wake, lease.endMillis());
    }

    private long pingDueMillis() {
        return lease.confirmedMillis() + lease.timeoutMillis() / 3;
    }

    private long silenceEndMillis() {
        return lease.confirmedMillis() + lease.timeoutMillis() * 2 / 3;
    }

    // ---- time

    private void watchTheClock(long now) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (sessionId != 0 && now >= lease.endMillis()) {
            lose("no server has confirmed the session for its time-out of " + lease.timeoutMillis() + " ms; "
                    + lastProblem, now);
        }
        for (Call call : calls.overdue(now)) {
            fail(call, late(call));
        }
        if (phase == Phase.LIVE) {
            watchTheServer(now);
        } else if (now >= phaseEndMillis) {
            phaseEnded(now);
        }
    }

    private void watchTheServer(long now) {
        if (now >= silenceEndMillis()) {
            breakOff(host + " has been silent for two thirds of the session's time-out", now);
        } else if (pingSentMillis < 0 && now >= pingDueMillis()) {
            pingSentMillis = now;
            send(Xid.PING, new Request.Ping());
        }
    }

    private void phaseEnded(long now) {
        switch (phase) {
            case PAUSED -> dialNext(now);
            case DIALING -> breakOff(host + " did not accept a connection in time", now);
            case GREETING -> breakOff(host + " accepted the connection and did not answer the handshake in time", now);
            case CLOSING -> finish(now);
            default -> { }
        }
    }

    private ClientException late(Call call) {
        Call.Question asked = call.question();
        if (calls.isInFlight(call) && call.writes()) {
            return new OutcomeUnknown(
                    asked.operation(), asked.path(), call.cxid(), false, host + " did not answer before the deadline");
        }
        String why = !state.connected()
                ? "no connection: " + lastProblem
                : host + " has not answered" + (proven ? "" : "; before: " + lastProblem);
        return new DeadlineExceeded(asked.operation(), asked.path(), "the deadline passed; " + why);
    }

    // ---- connections

    private void dialNext(long now) {
        if (walk.exhausted()) {
            walk.begin();
        }
        host = walk.next();
        attempt++;
        phase = Phase.DIALING;
        long patience = patienceMillis(now);
        phaseEndMillis = now + patience;
        effects.add(new Effect.Dial(attempt, host, patience));
    }

    /** While a session lives, every peer should get its turn within what is left of the session's time. */
    private long patienceMillis(long now) {
        long left = sessionId == 0 ? settings.timeoutMillis() : lease.endMillis() - now;
        long share = left / (walk.preferred().size() + 1L);
        return Math.min(settings.attemptMillis(), Math.max(share, SHORTEST_ATTEMPT_MILLIS));
    }

    private void greet(long now) {
        phase = Phase.GREETING;
        phaseEndMillis = now + patienceMillis(now);
        greetedMillis = now;
        ByteWriter out = new ByteWriter();
        Handshake.writeRequest(
                new ConnectRequest(0, lastZxid, settings.timeoutMillis(), sessionId, secret, false, true), out);
        effects.add(new Effect.Send(attempt, out.takeByteArray()));
    }

    private void arrived(List<byte[]> frames, long now) {
        int current = attempt;
        try {
            for (byte[] frame : frames) {
                if (attempt != current || phase == Phase.CLOSED || phase == Phase.PAUSED) {
                    return;
                }
                if (phase == Phase.GREETING) {
                    greeted(Handshake.readResponse(frame), now);
                } else {
                    read(frame, now);
                }
            }
        } catch (MalformedFrame malformed) {
            breakOff(host + " does not speak the protocol: " + malformed.getMessage(), now);
        }
    }

    private void greeted(ConnectResponse response, long now) {
        if (response.timeoutMillis() <= 0) {
            refused(now);
            return;
        }
        if (response.sessionId() == 0) {
            throw new MalformedFrame("a session without a number");
        }
        boolean known = sessionId == response.sessionId();
        sessionId = response.sessionId();
        secret = response.secret();
        lease.begin(greetedMillis, response.timeoutMillis());
        phase = Phase.LIVE;
        pingSentMillis = -1;
        proven = false;
        credentials.all().forEach(auth -> send(Xid.AUTH, auth));
        credentials.sentAll();
        watches.again(lastZxid).forEach(request -> send(Xid.SET_WATCHES, request));
        change(known ? ConnectionState.RECONNECTED : ConnectionState.CONNECTED, "attached at " + host);
    }

    private void refused(long now) {
        if (sessionId == 0) {
            throw new MalformedFrame("a refused session that was never begun");
        }
        lose(host + " says that the session has expired", now);
    }

    private void broken(String reason, long now) {
        if (phase == Phase.CLOSING) {
            finish(now);
        } else if (phase == Phase.DIALING || phase == Phase.GREETING || phase == Phase.LIVE) {
            breakOff(reason, now);
        }
    }

    /** This connection is of no use any more. */
    private void breakOff(String reason, long now) {
        boolean live = phase == Phase.LIVE;
        lastProblem = reason;
        effects.add(new Effect.HangUp(attempt));
        for (Call call : calls.broken()) {
            fail(call, unanswered(call, reason));
        }
        if (live) {
            change(ConnectionState.SUSPENDED, reason);
        }
        if (live && proven) {
            walk.beginWithout(host);
            dialNext(now);
        } else if (walk.exhausted()) {
            pause(now);
        } else {
            dialNext(now);
        }
    }

    private void pause(long now) {
        attempt++;
        phase = Phase.PAUSED;
        phaseEndMillis = now + backoff.nextMillis();
    }

    /** Reads and syncs are repeated, so what is left unanswered is a write. */
    private ClientException unanswered(Call call, String reason) {
        Call.Question asked = call.question();
        return new OutcomeUnknown(asked.operation(), asked.path(), call.cxid(), sessionId == 0, reason);
    }

    /** The session is over for this client, whatever a server may still think: it is never attached to again. */
    private void lose(String reason, long now) {
        change(ConnectionState.LOST, reason);
        sessionId = 0;
        secret = new byte[ConnectResponse.SECRET_BYTES];
        effects.addAll(watches.end(reason));
        if (phase == Phase.CLOSING) {
            finish(now);
            return;
        }
        boolean greeting = phase == Phase.GREETING;
        if (greeting || phase == Phase.LIVE) {
            effects.add(new Effect.HangUp(attempt));
        }
        calls.broken().forEach(call -> fail(call, unanswered(call, reason)));
        for (Call call : calls.takeWaitingWrites()) {
            fail(call, new SessionLost(call.question().operation(), call.question().path(), reason));
        }
        if (greeting || phase == Phase.LIVE) {
            walk.begin();
            dialNext(now);
        }
    }

    // ---- requests

    private void submit(Call call, long now) {
        Call.Question asked = call.question();
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            fail(call, new ClientClosed(asked.operation(), asked.path(), closeReason));
        } else if (settings.failWhenFull() && calls.full()) {
            fail(call, new TooManyRequests(
                    asked.operation(), asked.path(), settings.outstandingMax() + " requests are outstanding"));
        } else if (asked.request() instanceof Request.Auth auth) {
            credentials.add(auth, call);
            if (phase == Phase.LIVE) {
                send(Xid.AUTH, auth);
                credentials.sent(call);
            }
        } else if (asked.deadlineMillis() <= now) {
            fail(call, late(call));
        } else {
            calls.add(call);
        }
    }

    private void pump(long now) {
        while (phase == Phase.LIVE) {
            Call call = calls.next();
            if (call == null) {
                return;
            }
            Call.Question asked = call.question();
            lastXid = lastXid == Integer.MAX_VALUE ? 1 : lastXid + 1;
            byte[] frame = frame(lastXid, asked.request());
            if (frame.length > settings.requestBytesMax()) {
                fail(call, new InvalidRequest(asked.operation(), asked.path(), frame.length
                        + " bytes are more than a server takes (" + settings.requestBytesMax() + ")"));
                continue;
            }
            if (asked.session() != Call.ANY_SESSION && asked.session() != sessionId) {
                fail(call, new SessionLost(asked.operation(), asked.path(), "it was meant for an earlier session"));
                continue;
            }
            call.sent(lastXid, now);
            calls.sent(call);
            effects.add(new Effect.Send(attempt, frame));
        }
    }

    private void read(byte[] frame, long now) {
        ByteReader in = new ByteReader(frame);
        ReplyHeader header = ReplyDecoder.header(in);
        if (header.xid() != Xid.EVENT && header.xid() != Xid.AUTH) {
            lastZxid = Math.max(lastZxid, header.zxid());
        }
        switch (header.xid()) {
            case Xid.EVENT -> event(header, in);
            case Xid.PING -> pinged();
            case Xid.AUTH -> authenticated(header.error(), now);
            case Xid.SET_WATCHES -> { }
            default -> answered(header, in, now);
        }
    }

    private void event(ReplyHeader header, ByteReader in) {
        Watched.Fired fired = new Watched.Fired(EventFrame.readBody(header, in));
        watches.fired(fired.event()).forEach(target -> effects.add(new Effect.Told(target, fired)));
    }

    private void confirm(long sentMillis) {
        lease.confirm(sentMillis);
        if (!proven) {
            proven = true;
            backoff.reset();
        }
    }

    private void pinged() {
        if (pingSentMillis >= 0) {
            confirm(pingSentMillis);
            pingSentMillis = -1;
        }
    }

    private void authenticated(ErrorCode error, long now) {
        Call call = credentials.answered();
        if (error == ErrorCode.OK) {
            if (call != null && call.markTold()) {
                effects.add(new Effect.Answered(call, Reply.Empty.EMPTY));
            }
            return;
        }
        if (call != null) {
            fail(call, new OperationFailed(call.question().operation(), call.question().path(), error));
        }
        closeReason = "the server refused the authentication";
        lose(closeReason, now);
        finish(now);
    }

    private void answered(ReplyHeader header, ByteReader in, long now) {
        if (phase == Phase.CLOSING && header.xid() == lastXid) {
            finish(now);
            return;
        }
        Call call = calls.answered(header.xid());
        confirm(call.sentMillis());
        Call.Question asked = call.question();
        if (header.error() == ErrorCode.SESSION_EXPIRED) {
            fail(call, new SessionLost(asked.operation(), asked.path(), host + " says that the session has expired"));
            lose(host + " says that the session has expired", now);
            return;
        }
        if (asked.watch() != null) {
            watches.answered(asked.request(), header.error(), asked.watch());
        }
        if (header.error() == ErrorCode.OK) {
            Reply reply = decode(call, in);
            if (call.markTold()) {
                effects.add(new Effect.Answered(call, reply));
            }
        } else {
            fail(call, new OperationFailed(asked.operation(), asked.path(), header.error()));
        }
    }

    /** The request has been taken off already: where its answer makes no sense its outcome is unknown. */
    private Reply decode(Call call, ByteReader in) {
        try {
            return ReplyDecoder.body(call.question().request().opCode(), in);
        } catch (MalformedFrame malformed) {
            fail(call, unanswered(call, host + " answered what makes no sense: " + malformed.getMessage()));
            throw malformed;
        }
    }

    // ---- the end

    private void close(String reason, long now) {
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            return;
        }
        closeReason = reason;
        if (phase != Phase.LIVE) {
            finish(now);
            return;
        }
        pump(now);
        phase = Phase.CLOSING;
        phaseEndMillis = now + settings.closeMillis();
        send(++lastXid, new Request.CloseSession());
    }

    private void finish(long now) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        effects.add(new Effect.HangUp(attempt));
        effects.addAll(watches.end(closeReason));
        calls.broken().forEach(call -> fail(call, unanswered(call, closeReason)));
        List<Call> unsent = new ArrayList<>(calls.takeWaiting());
        unsent.addAll(credentials.takeCalls());
        unsent.forEach(call ->
                fail(call, new ClientClosed(call.question().operation(), call.question().path(), closeReason)));
        change(ConnectionState.CLOSED, closeReason);
        sessionId = 0;
    }

    private void change(ConnectionState next, String reason) {
        if (state != next) {
            state = next;
            effects.add(new Effect.Changed(new StateChange(next, sessionId, reason)));
        }
    }

    private void fail(Call call, ClientException failure) {
        if (call.markTold()) {
            effects.add(new Effect.Failed(call, failure));
        }
    }

    private void send(int xid, Request request) {
        effects.add(new Effect.Send(attempt, frame(xid, request)));
    }

    private static byte[] frame(int xid, Request request) {
        ByteWriter out = new ByteWriter();
        RequestEncoder.frame(xid, request, out);
        return out.takeByteArray();
    }
}
