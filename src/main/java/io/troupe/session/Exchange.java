package io.troupe.session;

import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.peer.Op;
import io.troupe.tree.Answer;
import io.troupe.wire.ByteReader;
import io.troupe.wire.DecodedRequest;
import io.troupe.wire.MalformedFrame;
import io.troupe.wire.RequestDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one session against their answers. What the replica answers goes to it in order; what is known here
 * (a request that cannot be decoded, an auth) takes its place in the same line and waits until all before it is
 * answered.
 */
final class Exchange {
    /** What became of a frame. */
    enum Begun {
        /** It waits until some credit comes back. */
        LATER,
        ON_ITS_WAY,
        /** It asks for the end of the session; nothing that follows it is heard. */
        CLOSES,
        /** It cannot be understood or trusted; nothing that follows it is heard. */
        LAST
    }

    private static final int HEADER_BYTES = 8;

    private final Credentials credentials;
    private final Credit credit;
    private final AnswersDue due = new AnswersDue();
    private List<Op> ops = List.of();
    private int opsExpected;
    /** What was last told to this client: no event that is still due to it has this zxid or an earlier one. */
    private long toldZxid;

    Exchange(Credentials credentials, Credit credit) {
        this.credentials = credentials;
        this.credit = credit;
    }

    /** The client has seen everything up to {@code zxid}. */
    void seen(long zxid) {
        toldZxid = zxid;
    }

    /** So many frames are about to come; only a hint. */
    void expect(int frames) {
        opsExpected = frames;
    }

    static boolean isPing(byte[] frame) {
        return frame.length >= HEADER_BYTES && header(frame, Integer.BYTES) == OpCode.PING;
    }

    /** Answers a ping at once, whatever else is due. */
    void pong(byte[] frame, Outbox out) {
        out.pong(header(frame, 0), toldZxid);
    }

    Begun begin(byte[] frame, long nowNanos, Outbox out) {
        if (!credit.take(frame.length)) {
            return Begun.LATER;
        }
        DecodedRequest asked;
        try {
            asked = RequestDecoder.decode(frame);
        } catch (MalformedFrame noXidToAnswerTo) {
            credit.give(frame.length);
            return Begun.LAST;
        }
        ErrorCode known = asked.malformed() ? ErrorCode.MARSHALLING_ERROR : handle(asked);
        due.add(asked.xid(), known, frame.length, nowNanos);
        sendKnown(nowNanos, out);
        return consequenceOf(asked, known);
    }

    void pass(List<Answer> answers, long nowNanos, Outbox out) {
        for (Answer answer : answers) {
            if (answer instanceof Answer.Event event) {
                out.event(event.event());
            } else if (answer instanceof Answer.Reply reply) {
                toldZxid = Math.max(toldZxid, reply.zxid());
                send(reply.zxid(), reply.error(), reply.body(), nowNanos, out);
                sendKnown(nowNanos, out);
            }
        }
    }

    /** What this turn asks of the replica. */
    List<Op> takeOps() {
        List<Op> taken = ops;
        ops = List.of();
        return taken;
    }

    int outstanding() {
        return due.size();
    }

    /** Gives the answer, or null where the replica is asked for it. */
    private @Nullable ErrorCode handle(DecodedRequest asked) {
        Request request = asked.request();
        if (request instanceof Request.Write) {
            return ask(new Op.Write(asked.opCode(), asked.body(), credentials.identities()));
        } else if (request instanceof Request.Read read) {
            return ask(new Op.Read(read, credentials.identities()));
        } else if (request instanceof Request.Sync sync) {
            return ask(new Op.Sync(sync.path()));
        } else if (request instanceof Request.CloseSession) {
            return ask(new Op.Close());
        } else if (request instanceof Request.Auth auth) {
            return credentials.show(auth.scheme(), auth.credential()) ? ErrorCode.OK : ErrorCode.AUTH_FAILED;
        }
        return ErrorCode.UNIMPLEMENTED;
    }

    private @Nullable ErrorCode ask(Op op) {
        if (ops.isEmpty()) {
            ops = new ArrayList<>(opsExpected);
        }
        ops.add(op);
        return null;
    }

    private static Begun consequenceOf(DecodedRequest asked, @Nullable ErrorCode known) {
        if (asked.request() instanceof Request.CloseSession) {
            return Begun.CLOSES;
        }
        boolean last = known == ErrorCode.UNIMPLEMENTED || known == ErrorCode.AUTH_FAILED;
        return last ? Begun.LAST : Begun.ON_ITS_WAY;
    }

    private void sendKnown(long nowNanos, Outbox out) {
        while (!due.isEmpty() && due.known() != null) {
            send(toldZxid, due.known(), null, nowNanos, out);
        }
    }

    private void send(long zxid, ErrorCode error, byte @Nullable [] body, long nowNanos, Outbox out) {
        out.reply(due.xid(), zxid, error, body, nowNanos - due.sinceNanos());
        credit.give(due.frameBytes());
        due.remove();
    }

    private static int header(byte[] frame, int offset) {
        return new ByteReader(frame, offset, Integer.BYTES).readInt("header");
    }
}
