package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.HashRing;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Stat;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ReplyDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A whole tree over some subtrees that takes one entry at a time, and numbers, stamps and judges it as a replica does.
 */
final class TreeUnderTest {
    static final long SESSION = 0x51;
    static final long ATTACHMENT = 0xa1;
    static final List<Identity> NOBODY = List.of(new Identity("ip", "127.0.0.1"));
    private static final byte[] SECRET = {1, 2, 3};

    final SessionTable sessions;
    final Subtree crown;
    final Subtree[] subtrees;
    final Routes routes;
    private final Map<Long, Long> lastSequences = new HashMap<>();
    long zxid;
    long stampMillis = 1_000;

    /** With one session, attached. */
    TreeUnderTest() {
        this(3);
    }

    TreeUnderTest(int count) {
        this(Grown.fresh(count));
        open(SESSION, ATTACHMENT);
    }

    /** As it was read from a snapshot. */
    TreeUnderTest(Grown grown) {
        sessions = grown.sessions();
        crown = grown.crown();
        subtrees = grown.subtrees().toArray(Subtree[]::new);
        routes = new Routes(new HashRing(Partition.names(subtrees.length)), subtrees.length);
        zxid = grown.head().zxid();
        stampMillis = Math.max(stampMillis, grown.head().stampMillis());
    }

    void open(long session, long attachment) {
        apply(new Entry.CreateSession(session, SECRET, 10_000, attachment));
    }

    /** Null where the session table did not accept it. */
    Outcome apply(Entry entry) {
        zxid++;
        stampMillis += 10;
        Places places = routes.placesOf(entry, sessions);
        if (sessions.judge(entry, places) != Verdict.ACCEPTED) {
            return null;
        }
        return places.isOneSubtree()
                ? subtrees[places.index()].apply(entry, zxid, stampMillis)
                : Spanning.apply(entry, zxid, stampMillis, lending(places));
    }

    private Lending lending(Places places) {
        Subtree[] lent = new Subtree[subtrees.length];
        for (int i = 0; i < lent.length; i++) {
            lent[i] = places.hasSubtree(i) ? subtrees[i] : null;
        }
        return new Lending(routes, crown, lent);
    }

    Outcome write(Request.Write request) {
        return writeAs(NOBODY, request);
    }

    Outcome writeAs(List<Identity> identities, Request.Write request) {
        return writeAs(SESSION, ATTACHMENT, identities, request);
    }

    Outcome writeAs(long session, long attachment, List<Identity> identities, Request.Write request) {
        long sequence = lastSequences.merge(attachment, 1L, Long::sum);
        return apply(new Entry.ClientWrite(session, attachment, sequence, identities, request));
    }

    Outcome close(long session, long attachment) {
        return apply(new Entry.CloseSession(session, attachment, lastSequences.merge(attachment, 1L, Long::sum)));
    }

    ReadResult read(Request.Read read) {
        return readAs(ATTACHMENT, NOBODY, read);
    }

    ReadResult readAs(long attachment, List<Identity> identities, Request.Read read) {
        return holding(routes.placeOf(read)).read(read, attachment, identities);
    }

    Subtree holding(int place) {
        return place == Routes.CROWN ? crown : subtrees[place];
    }

    /** Without what is read being permitted to anyone. */
    Stat stat(String path) {
        return holding(routes.placeOf(path)).require(path).stat();
    }

    boolean exists(String path) {
        return holding(routes.placeOf(path)).find(path) != null;
    }

    List<Subtree> all() {
        List<Subtree> all = new ArrayList<>(List.of(subtrees));
        all.add(crown);
        return all;
    }

    long digest() {
        return TreeDump.digestOf(all(), sessions);
    }

    SortedMap<String, String> dump() {
        return TreeDump.of(all(), sessions);
    }

    static Reply decoded(Request.Read read, ReadResult result) {
        return ReplyDecoder.body(read.opCode(), new ByteReader(result.body()));
    }

    static Request.Create create(String path) {
        return create(path, CreateMode.PERSISTENT);
    }

    static Request.Create create(String path, CreateMode mode) {
        return create(path, mode, Acl.OPEN);
    }

    static Request.Create create(String path, CreateMode mode, List<Acl> acl) {
        return new Request.Create(OpCode.CREATE2, path, bytes("x"), acl, mode.flag(), mode.hasTtl() ? 500 : -1);
    }

    static Request.Delete delete(String path) {
        return new Request.Delete(path, -1);
    }

    static Request.SetData setData(String path, String data) {
        return new Request.SetData(path, bytes(data), -1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
