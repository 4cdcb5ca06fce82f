package io.troupe.simulation;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import io.troupe.model.Zxid;
import io.troupe.tree.Answer;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ReplyDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one client has been told, and whether it may be so: replies in order, each the outcome that the one order of
 * commits gives, state never going backwards, and no reply ahead of an event that is due before it.
 */
final class SessionOrder {
    private final String client;
    private final Ledger ledger;
    private final Map<String, Long> watchedSince = new HashMap<>();
    private long seenZxid;

    SessionOrder(String client, Ledger ledger) {
        this.client = client;
        this.ledger = ledger;
    }

    long seenZxid() {
        return seenZxid;
    }

    /** A new connection has no watches; it must not show an older state than the last one did. */
    void connected() {
        watchedSince.clear();
    }

    /** Pings are answered out of turn, but no header is. */
    void ponged(long zxid) {
        advance(zxid, "the answer to a ping");
    }

    /** Another session starts: nothing is promised from the one before. */
    void newSession() {
        seenZxid = 0;
    }

    void replied(long session, Request request, Answer.Reply reply) {
        if (request instanceof Request.Write write) {
            if (reply.zxid() <= seenZxid) {
                throw broken("session order", "the write at " + Zxid.text(reply.zxid()) + " follows what it had seen");
            }
            advance(reply.zxid(), "the reply to " + Texts.of(request));
            ledger.acknowledged(client, session, write, reply);
        } else {
            advance(reply.zxid(), "the reply to " + Texts.of(request));
            if (request instanceof Request.Read) {
                read(request, reply);
            }
        }
    }

    void event(WatchEvent event) {
        Long since = watchedSince.remove(event.path());
        if (since == null) {
            throw broken("watches", "an event that it did not ask for: " + event);
        }
        if (event.zxid() <= since || event.zxid() <= seenZxid) {
            throw broken("events before replies", event + " comes after " + Zxid.text(seenZxid));
        }
    }

    private void advance(long zxid, String what) {
        if (zxid < seenZxid) {
            throw broken("session order", what + " goes back from " + Zxid.text(seenZxid) + " to " + Zxid.text(zxid));
        }
        seenZxid = zxid;
        watchedSince.forEach((path, since) -> {
            if (ledger.tree().changedBetween(path, since, zxid)) {
                throw broken("events before replies", what + " shows a change of " + path + " without its event");
            }
        });
    }

    private void read(Request request, Answer.Reply reply) {
        long zxid = reply.zxid();
        if (request instanceof Request.GetData get) {
            ExpectedTree.Node node = expected(get.path(), reply, request);
            if (node.exists()) {
                Reply.OfData data = (Reply.OfData) body(request, reply);
                boolean same = ExpectedTree.text(data.data()).equals(node.data())
                        && data.stat().version() == node.version()
                        && data.stat().mzxid() == node.mzxid();
                require(same, request, zxid, node, data);
                if (get.watch()) {
                    watchedSince.putIfAbsent(get.path(), zxid);
                }
            }
        } else if (request instanceof Request.Exists exists) {
            ExpectedTree.Node node = expected(exists.path(), reply, request);
            if (node.exists()) {
                Reply.OfStat stat = (Reply.OfStat) body(request, reply);
                require(stat.stat().czxid() == node.czxid(), request, zxid, node, stat);
            }
        } else if (request instanceof Request.GetChildren children) {
            if (expected(children.path(), reply, request).exists()) {
                Reply.OfChildren names = (Reply.OfChildren) body(request, reply);
                Object due = ledger.tree().childrenAt(children.path(), zxid);
                require(new TreeSet<>(names.names()).equals(due), request, zxid, due, names.names());
            }
        }
    }

    private ExpectedTree.Node expected(String path, Answer.Reply reply, Request request) {
        if (reply.zxid() > ledger.lastZxid()) {
            throw broken("applied is committed", Texts.of(request) + " has seen " + Zxid.text(reply.zxid()));
        }
        ExpectedTree.Node node = ledger.tree().at(path, reply.zxid());
        require((reply.error() == ErrorCode.OK) == node.exists(), request, reply.zxid(), node, reply.error());
        return node;
    }

    private void require(boolean right, Request request, long zxid, Object expected, Object told) {
        if (!right) {
            throw broken(
                    "reads see what is committed",
                    Texts.of(request) + " at " + Zxid.text(zxid) + " must see " + expected + " and saw " + told);
        }
    }

    private static Reply body(Request request, Answer.Reply reply) {
        return ReplyDecoder.body(request.opCode(), new ByteReader(reply.body()));
    }

    private InvariantBroken broken(String invariant, String detail) {
        return new InvariantBroken(invariant, client + ": " + detail);
    }
}
