package io.troupe.simulation;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.tree.Answer;
import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ReplyDecoder;
import io.troupe.zab.Batch;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is committed, entry by entry, with what each must have come to. Acknowledgements are held against it. */
final class Ledger {
    private record Line(Entry.ClientWrite write, ExpectedTree.Outcome outcome) {}

    private final ExpectedTree tree = new ExpectedTree();
    private final ExpectedSessions sessions = new ExpectedSessions();
    private final LastWords lastWords;
    private final Map<Long, Line> lines = new HashMap<>();
    private final Set<String> valuesWritten = new HashSet<>();
    private long lastZxid;
    private long acknowledgedZxid;

    Ledger(LastWords lastWords) {
        this.lastWords = lastWords;
    }

    ExpectedTree tree() {
        return tree;
    }

    long lastZxid() {
        return lastZxid;
    }

    /** The last write that any client knows of. */
    long acknowledgedZxid() {
        return acknowledgedZxid;
    }

    /** Whether the session has been made and not been ended, as far as anything is committed. */
    boolean hasSession(long session) {
        return sessions.has(session);
    }

    /** How many writes of clients took effect, refused ones included. */
    int writes() {
        return lines.size();
    }

    void committed(Batch batch) {
        long zxid = batch.firstZxid();
        for (ByteBuffer parcel : batch.parcels()) {
            for (Entry entry : Parcel.decode(parcel)) {
                lastZxid = zxid;
                take(zxid++, entry);
            }
        }
    }

    private void take(long zxid, Entry entry) {
        if (entry instanceof Entry.ClientWrite write) {
            if (sessions.takesNext(write.session(), write.attachment(), write.sequence())) {
                once(zxid, write.request());
                lines.put(zxid, new Line(write, tree.apply(zxid, write.session(), write.request())));
            }
        } else if (sessions.take(entry)) {
            sessions.ended().ifPresent(session -> tree.endSession(zxid, session));
            if (entry instanceof Entry.ExpireSession expiry) {
                lastWords.requireUnheard(expiry.attachment());
            }
        }
    }

    /** The client that wrote a value wrote it once. */
    private void once(long zxid, Request request) {
        if (request instanceof Request.Multi multi) {
            multi.operations().forEach(operation -> once(zxid, operation));
        }
        byte[] value = request instanceof Request.Create create
                ? create.data()
                : request instanceof Request.SetData set ? set.data() : null;
        if (value != null && !valuesWritten.add(ExpectedTree.text(value))) {
            throw new InvariantBroken(
                    "nothing twice", Texts.of(request) + " takes effect once more at " + Zxid.text(zxid));
        }
    }

    /** A client was told that its write stands at the reply's zxid with the reply's outcome. */
    void acknowledged(String client, long session, Request.Write write, Answer.Reply reply) {
        acknowledgedZxid = Math.max(acknowledgedZxid, reply.zxid());
        Line line = lines.get(reply.zxid());
        String what =
                client + " was told " + reply.error() + " for " + Texts.of(write) + " at " + Zxid.text(reply.zxid());
        if (line == null) {
            throw new InvariantBroken("acknowledged is committed", what + ", where no write took effect");
        }
        if (line.write().session() != session
                || !Texts.of(line.write().request()).equals(Texts.of(write))) {
            throw new InvariantBroken(
                    "acknowledged is committed",
                    what + ", where stands " + Texts.of(line.write().request()));
        }
        ExpectedTree.Outcome due = line.outcome();
        if (!(write instanceof Request.Multi) && due.error() != reply.error()) {
            throw new InvariantBroken("outcomes", what + ", which must be " + due);
        }
        if (reply.error() == ErrorCode.OK) {
            checkBody(what, due, ReplyDecoder.body(write.opCode(), new ByteReader(reply.body())));
        }
    }

    private static void checkBody(String what, ExpectedTree.Outcome due, Reply told) {
        boolean right = true;
        if (told instanceof Reply.OfPath path) {
            right = path.path().equals(due.path());
        } else if (told instanceof Reply.OfStat stat) {
            right = stat.stat().version() == due.version();
        } else if (told instanceof Reply.OfMulti multi) {
            right = due.error() == ErrorCode.OK
                    ? multi.results().stream().noneMatch(Reply.MultiResult::failed)
                    : multi.results().stream().anyMatch(result -> result.error() == due.error());
        }
        if (!right) {
            throw new InvariantBroken("outcomes", what + ": " + told + " must be " + due);
        }
    }
}
