package io.troupe.simulation;

import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.tree.Answer;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.EventFrame;
import io.troupe.wire.FrameCutter;
import io.troupe.wire.Handshake;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.Xid;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/** A client's side of its session, in bytes: what it has asked, what it is told, and whether it may be told so. */
final class ClientSession {
    /** {@code knownZxid} is the last write that any client knew of when this was asked. */
    private record Asked(int xid, Request request, long knownZxid) {}

    private final String client;
    private final int timeoutMillis;
    private final Trace trace;
    private final Ledger ledger;
    private final SessionOrder order;
    private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    private FrameCutter cutter;
    private boolean connected;
    private long session;
    private byte[] secret = new byte[ConnectResponse.SECRET_BYTES];
    private int lastXid;
    private long answers;

    ClientSession(String client, int timeoutMillis, Trace trace, Ledger ledger) {
        this.client = client;
        this.timeoutMillis = timeoutMillis;
        this.trace = trace;
        this.ledger = ledger;
        this.order = new SessionOrder(client, ledger);
    }

    boolean isConnected() {
        return connected;
    }

    int waiting() {
        return waiting.size();
    }

    long answers() {
        return answers;
    }

    void countAnew() {
        answers = 0;
    }

    /** The first bytes of a new connection. */
    byte[] greeting() {
        cutter = new FrameCutter(FrameCutter.FRAME_BYTES_MAX, false);
        ByteWriter out = new ByteWriter();
        Handshake.writeRequest(
                new ConnectRequest(0, order.seenZxid(), timeoutMillis, session, secret, false, true), out);
        return out.toByteArray();
    }

    byte[] asking(List<Request> burst) {
        trace.say(client, () -> "asks " + burst.stream().map(Texts::of).toList());
        ByteWriter out = new ByteWriter();
        for (Request request : burst) {
            waiting.add(new Asked(++lastXid, request, ledger.acknowledgedZxid()));
            RequestEncoder.frame(lastXid, request, out);
        }
        return out.toByteArray();
    }

    void heard(byte[] bytes) {
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        for (byte[] frame = cutter.next(chunk); frame != null; frame = cutter.next(chunk)) {
            if (connected) {
                heardFrame(frame);
            } else {
                welcomed(Handshake.readResponse(frame));
            }
        }
    }

    /** What was asked and is not answered may have happened, or not, or happen yet. */
    void disconnected() {
        connected = false;
        waiting.clear();
    }

    private void welcomed(ConnectResponse response) {
        if (response.isExpired()) {
            trace.say(client, () -> "is told that its session is no more");
            if (ledger.hasSession(session)) {
                throw new InvariantBroken("sessions", client + " is told that its session expired, but it lives");
            }
            begin(0, new byte[ConnectResponse.SECRET_BYTES]);
            return;
        }
        if (session != 0 && session != response.sessionId()) {
            throw new InvariantBroken("sessions", client + " asked for its session and got another");
        }
        session = response.sessionId();
        secret = response.secret();
        connected = true;
        order.connected();
        trace.say(client, () -> "is connected");
    }

    private void begin(long newSession, byte[] newSecret) {
        session = newSession;
        secret = newSecret;
        order.newSession();
    }

    private void heardFrame(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        ReplyHeader header = ReplyDecoder.header(in);
        if (header.xid() == Xid.EVENT) {
            order.event(EventFrame.readBody(header, in));
        } else if (header.xid() == Xid.PING) {
            order.ponged(header.zxid());
        } else {
            replied(header, Arrays.copyOfRange(frame, in.position(), frame.length));
        }
    }

    private void replied(ReplyHeader header, byte[] body) {
        Asked asked = waiting.poll();
        if (asked == null || asked.xid() != header.xid()) {
            throw new InvariantBroken("session order", client + " waits for " + asked + " and is told " + header);
        }
        trace.say(
                client, () -> Texts.of(asked.request()) + " -> " + header.error() + " at " + Zxid.text(header.zxid()));
        if (header.error() == ErrorCode.SESSION_EXPIRED || header.error() == ErrorCode.SESSION_MOVED) {
            return;
        }
        answers++;
        order.replied(session, asked.request(), new Answer.Reply(header.zxid(), header.error(), body));
        if (asked.request() instanceof Request.Sync && header.zxid() < asked.knownZxid()) {
            throw new InvariantBroken(
                    "linearizable sync",
                    client + " synced up to " + Zxid.text(header.zxid()) + ", and " + Zxid.text(asked.knownZxid())
                            + " was acknowledged before it asked");
        }
        if (asked.request() instanceof Request.CloseSession) {
            begin(0, new byte[ConnectResponse.SECRET_BYTES]);
        }
    }

    @Override
    public String toString() {
        return "session 0x" + Long.toHexString(session) + ", having seen " + Zxid.text(order.seenZxid());
    }
}
