package io.troupe.client;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.EventFrame;
import io.troupe.wire.MalformedFrame;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.Xid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What goes to and fro over one connection after another: requests and their answers in order, watch events, pings,
 * authentications. It outlives connections, and so do the requests that wait and the watches. Pure.
 */
final class Exchange {
    private static final long NO_PING = -1;
    private static final int NO_XID = Integer.MIN_VALUE;

    private final CoreSettings settings;
    private final Lease lease;
    private final Consumer<Effect> out;
    private final Calls calls;
    private final Credentials credentials = new Credentials();
    private final WatchBook watches = new WatchBook();
    private int attempt;
    private Host host;
    private long lastZxid;
    private int lastXid;
    private int closeXid = NO_XID;
    private long pingSentMillis = NO_PING;
    /** Whether this connection has carried an answer: who only greets is no better than who refuses. */
    private boolean proven;

    /** What an arrived frame means beyond itself. */
    enum Verdict {
        FINE,
        SESSION_EXPIRED,
        AUTHENTICATION_REFUSED,
        SESSION_CLOSED
    }

    Exchange(CoreSettings settings, Lease lease, Host host, Consumer<Effect> out) {
        this.settings = settings;
        this.lease = lease;
        this.host = host;
        this.out = out;
        this.calls = new Calls(settings.outstandingMax());
    }

    /** A connection of the session is there: it is told who this client is and what it watches, before all else. */
    void begin(int newAttempt, Host newHost) {
        attempt = newAttempt;
        host = newHost;
        pingSentMillis = NO_PING;
        proven = false;
        credentials.all().forEach(auth -> send(Xid.AUTH, auth));
        credentials.sentAll();
        watches.again(lastZxid).forEach(request -> send(Xid.SET_WATCHES, request));
    }

    long lastZxid() {
        return lastZxid;
    }

    boolean proven() {
        return proven;
    }

    boolean pinging() {
        return pingSentMillis != NO_PING;
    }

    void ping(long now) {
        pingSentMillis = now;
        send(Xid.PING, new Request.Ping());
    }

    void close() {
        closeXid = nextXid();
        send(closeXid, new Request.CloseSession());
    }

    // ---- requests

    boolean full() {
        return calls.full();
    }

    void add(Call call) {
        calls.add(call);
    }

    void authenticate(Request.Auth auth, Call call, boolean live) {
        credentials.add(auth, call);
        if (live) {
            send(Xid.AUTH, auth);
            credentials.sent(call);
        }
    }

    /** Sends what waits, as far as the server may be sent more. */
    void pump(long sessionId, long now) {
        for (Call call = calls.next(); call != null; call = calls.next()) {
            Call.Question asked = call.question();
            int xid = nextXid();
            byte[] frame = frame(xid, asked.request());
            if (frame.length > settings.requestBytesMax()) {
                String problem =
                        frame.length + " bytes are more than a server takes (" + settings.requestBytesMax() + ")";
                fail(call, new InvalidRequest(asked.operation(), asked.path(), problem));
            } else if (asked.session() != Call.ANY_SESSION && asked.session() != sessionId) {
                fail(call, new SessionLost(asked.operation(), asked.path(), "it was meant for an earlier session"));
            } else {
                call.sent(xid, now);
                calls.sent(call);
                out.accept(new Effect.Send(attempt, frame));
            }
        }
    }

    List<Call> overdue(long now) {
        return calls.overdue(now);
    }

    boolean isInFlight(Call call) {
        return calls.isInFlight(call);
    }

    long wakeMillis() {
        return calls.wakeMillis();
    }

    /** What was sent is not answered any more: reads wait again, writes have an unknown outcome. */
    void broken(String reason, boolean sessionLost) {
        calls.broken().forEach(call -> fail(call, unanswered(call, reason, sessionLost)));
    }

    /** The session is over: its watches are, and writes that were meant for it are not sent. */
    void lost(String reason) {
        watches.end(reason).forEach(out);
        broken(reason, true);
        for (Call call : calls.takeWaitingWrites()) {
            fail(
                    call,
                    new SessionLost(call.question().operation(), call.question().path(), reason));
        }
    }

    /** Nothing is sent any more. */
    void end(String reason) {
        watches.end(reason).forEach(out);
        broken(reason, true);
        List<Call> unsent = new ArrayList<>(calls.takeWaiting());
        unsent.addAll(credentials.takeCalls());
        for (Call call : unsent) {
            fail(
                    call,
                    new ClientClosed(
                            call.question().operation(), call.question().path(), reason));
        }
    }

    void fail(Call call, ClientException failure) {
        if (call.markTold()) {
            out.accept(new Effect.Failed(call, failure));
        }
    }

    private static ClientException unanswered(Call call, String reason, boolean sessionLost) {
        Call.Question asked = call.question();
        return new OutcomeUnknown(asked.operation(), asked.path(), call.cxid(), sessionLost, reason);
    }

    // ---- answers

    /** @throws MalformedFrame where this is no answer that is due */
    Verdict read(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        ReplyHeader header = ReplyDecoder.header(in);
        if (header.xid() != Xid.EVENT && header.xid() != Xid.AUTH) {
            lastZxid = Math.max(lastZxid, header.zxid());
        }
        return switch (header.xid()) {
            case Xid.EVENT -> event(header, in);
            case Xid.PING -> pinged();
            case Xid.AUTH -> authenticated(header.error());
            case Xid.SET_WATCHES -> Verdict.FINE;
            default -> header.xid() == closeXid ? Verdict.SESSION_CLOSED : answered(header, in);
        };
    }

    private Verdict event(ReplyHeader header, ByteReader in) {
        Watched.Fired fired = new Watched.Fired(EventFrame.readBody(header, in));
        watches.fired(fired.event()).forEach(target -> out.accept(new Effect.Told(target, fired)));
        return Verdict.FINE;
    }

    private Verdict pinged() {
        if (pinging()) {
            lease.confirm(pingSentMillis);
            proven = true;
            pingSentMillis = NO_PING;
        }
        return Verdict.FINE;
    }

    private Verdict authenticated(ErrorCode error) {
        Call call = credentials.answered();
        if (error != ErrorCode.OK) {
            if (call != null) {
                fail(
                        call,
                        new OperationFailed(
                                call.question().operation(), call.question().path(), error));
            }
            return Verdict.AUTHENTICATION_REFUSED;
        }
        if (call != null && call.markTold()) {
            out.accept(new Effect.Answered(call, Reply.Empty.EMPTY));
        }
        return Verdict.FINE;
    }

    private Verdict answered(ReplyHeader header, ByteReader in) {
        Call call = calls.answered(header.xid());
        lease.confirm(call.sentMillis());
        proven = true;
        Call.Question asked = call.question();
        if (header.error() == ErrorCode.SESSION_EXPIRED) {
            fail(call, new SessionLost(asked.operation(), asked.path(), host + " says that the session has expired"));
            return Verdict.SESSION_EXPIRED;
        }
        if (asked.watch() != null) {
            watches.answered(asked.request(), header.error(), asked.watch());
        }
        if (header.error() != ErrorCode.OK) {
            fail(call, new OperationFailed(asked.operation(), asked.path(), header.error()));
            return Verdict.FINE;
        }
        Reply reply = decode(call, in);
        if (call.markTold()) {
            out.accept(new Effect.Answered(call, reply));
        }
        return Verdict.FINE;
    }

    /** The request has been taken off already: where its answer makes no sense its outcome is unknown. */
    private Reply decode(Call call, ByteReader in) {
        try {
            return ReplyDecoder.body(call.question().request().opCode(), in);
        } catch (MalformedFrame malformed) {
            fail(call, unanswered(call, host + " answered what makes no sense: " + malformed.getMessage(), false));
            throw malformed;
        }
    }

    private int nextXid() {
        lastXid = lastXid == Integer.MAX_VALUE ? 1 : lastXid + 1;
        return lastXid;
    }

    private void send(int xid, Request request) {
        out.accept(new Effect.Send(attempt, frame(xid, request)));
    }

    private static byte[] frame(int xid, Request request) {
        ByteWriter writer = new ByteWriter();
        RequestEncoder.frame(xid, request, writer);
        return writer.takeByteArray();
    }
}
