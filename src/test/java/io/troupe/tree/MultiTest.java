package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.bytes;
import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Stat;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** A multi is done whole or not at all, and says so as ZooKeeper does. */
class MultiTest {
    private final TreeUnderTest tree = new TreeUnderTest();

    private List<Reply.MultiResult> results(Request.MultiOp... operations) {
        Outcome outcome = tree.write(new Request.Multi(List.of(operations)));
        assertThat(outcome.error()).isEqualTo(ErrorCode.OK);
        return ((Reply.OfMulti) outcome.reply()).results();
    }

    @Test
    void anEmptyOneIsFine() {
        assertThat(results()).isEmpty();
    }

    @Test
    void eachOperationIsAnsweredInItsOwnWay() {
        List<Reply.MultiResult> results = results(
                new Request.Create(OpCode.CREATE, "/a", bytes("x"), Acl.OPEN, 0, -1),
                new Request.Create(OpCode.CREATE2, "/a/b", bytes("x"), Acl.OPEN, 0, -1),
                new Request.Create(OpCode.CREATE_CONTAINER, "/c", bytes("x"), Acl.OPEN, 4, -1),
                new Request.Create(OpCode.CREATE_TTL, "/t", bytes("x"), Acl.OPEN, 5, 100),
                setData("/a", "y"),
                new Request.Check("/a", 1),
                delete("/a/b"));

        assertThat(results)
                .extracting(Reply.MultiResult::opCode)
                .containsExactly(
                        OpCode.CREATE,
                        OpCode.CREATE2,
                        OpCode.CREATE2,
                        OpCode.CREATE2,
                        OpCode.SET_DATA,
                        OpCode.CHECK,
                        OpCode.DELETE);
        assertThat(results).noneMatch(Reply.MultiResult::failed);
        assertThat(results.get(0).body()).isEqualTo(new Reply.OfPath("/a"));
        assertThat(results.get(1).body()).isEqualTo(new Reply.OfPathAndStat("/a/b", statOfNewNode()));
        assertThat(results.get(4).body()).isInstanceOf(Reply.OfStat.class);
        assertThat(results.get(5).body()).isEqualTo(Reply.Empty.EMPTY);
        assertThat(results.get(6).body()).isEqualTo(Reply.Empty.EMPTY);
    }

    private Stat statOfNewNode() {
        return new Stat(tree.zxid, tree.zxid, tree.stampMillis, tree.stampMillis, 0, 0, 0, 0, 1, 0, tree.zxid);
    }

    @Test
    void aStatIsThatOfItsOwnOperationAndNotOfLaterOnes() {
        List<Reply.MultiResult> results = results(create("/a"), create("/a/b"), setData("/a", "yy"));

        assertThat(results.get(0).body()).isEqualTo(new Reply.OfPathAndStat("/a", statOfNewNode()));
    }

    @Test
    void whereOneFailsThoseBeforeSayOkAndThoseAfterRuntimeInconsistency() {
        assertThat(results(create("/a"), create("/b"), delete("/nothing"), create("/c"), create("/d")))
                .containsExactly(
                        Reply.MultiResult.failed(ErrorCode.OK),
                        Reply.MultiResult.failed(ErrorCode.OK),
                        Reply.MultiResult.failed(ErrorCode.NO_NODE),
                        Reply.MultiResult.failed(ErrorCode.RUNTIME_INCONSISTENCY),
                        Reply.MultiResult.failed(ErrorCode.RUNTIME_INCONSISTENCY));
        assertThat(tree.exists("/a")).isFalse();
    }

    @Test
    void aCheckThatFailsFailsAll() {
        tree.write(create("/a"));

        assertThat(results(setData("/a", "y"), new Request.Check("/a", 0)))
                .extracting(Reply.MultiResult::error)
                .containsExactly(ErrorCode.OK, ErrorCode.BAD_VERSION);
        assertThat(tree.stat("/a").version()).isZero();
    }

    @Test
    void laterOperationsSeeEarlierOnes() {
        assertThat(results(
                        create("/a"),
                        create("/a/b"),
                        setData("/a/b", "1"),
                        new Request.Check("/a/b", 1),
                        delete("/a/b"),
                        delete("/a"),
                        create("/a")))
                .noneMatch(Reply.MultiResult::failed);
        assertThat(tree.exists("/a/b")).isFalse();
        assertThat(tree.stat("/a").cversion()).isZero();
    }

    @Test
    void allOperationsShareOneZxid() {
        results(create("/a"), create("/a/b"), create("/c"));

        assertThat(List.of(
                        tree.stat("/a").pzxid(),
                        tree.stat("/a/b").czxid(),
                        tree.stat("/c").czxid()))
                .containsOnly(tree.zxid);
    }

    @Test
    void afterAFailureEverythingIsAsItWas() {
        tree.write(create("/a"));
        tree.write(create("/a/old"));
        tree.write(create("/e", CreateMode.EPHEMERAL));
        long digest = tree.digest() - tree.sessions.digest();
        long dataBytes = dataBytes();
        SortedMap<String, String> before = tree.dump();

        results(
                setData("/a", "other"),
                create("/a/new"),
                create("/a/new/newer", CreateMode.EPHEMERAL),
                delete("/a/old"),
                delete("/e"),
                create("/f", CreateMode.CONTAINER),
                create("/g", CreateMode.PERSISTENT_WITH_TTL),
                delete("/a/nothing"));

        assertThat(tree.digest() - tree.sessions.digest()).isEqualTo(digest);
        assertThat(withoutSessions(tree.dump())).isEqualTo(withoutSessions(before));
        assertThat(tree.all().stream().mapToInt(Subtree::ephemeralCount).sum()).isEqualTo(1);
        assertThat(dataBytes()).isEqualTo(dataBytes);
    }

    private long dataBytes() {
        return tree.all().stream().mapToLong(Subtree::dataBytes).sum();
    }

    private static SortedMap<String, String> withoutSessions(SortedMap<String, String> dump) {
        dump.keySet().removeIf(key -> key.startsWith("session"));
        return dump;
    }

    /** ZOOKEEPER-2052: a count of children that a failed multi left wrong made the parent NotEmpty for ever. */
    @Test
    void aParentCanBeDeletedAfterAMultiFailedToDeleteItsChildren() {
        tree.write(create("/a"));
        tree.write(create("/a/b"));
        results(delete("/a/b"), delete("/a"), delete("/nothing"));
        results(create("/a/c"), delete("/nothing"));

        assertThat(results(delete("/a/b"), delete("/a"))).noneMatch(Reply.MultiResult::failed);
    }
}
