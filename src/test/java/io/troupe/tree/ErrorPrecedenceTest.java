package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.bytes;
import static io.troupe.tree.TreeUnderTest.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where several things are wrong with a request, the error is the one that ZooKeeper would find first. */
class ErrorPrecedenceTest {
    private static final List<Acl> LOCKED = List.of(new Acl(Acl.ALL, new Identity("digest", "ann:hash")));
    private static final List<Identity> ANN = List.of(new Identity("digest", "ann:hash"));
    private static final List<Acl> INVALID = List.of(new Acl(Acl.ALL, new Identity("world", "bob")));
    private static final int NO_MODE = 7;

    private final TreeUnderTest tree = new TreeUnderTest();

    @BeforeEach
    void nodes() {
        tree.write(create("/open"));
        tree.write(create("/open/child"));
        tree.writeAs(ANN, create("/locked", CreateMode.PERSISTENT, LOCKED));
        tree.writeAs(ANN, create("/locked/child", CreateMode.PERSISTENT, LOCKED));
        tree.write(create("/ephemeral", CreateMode.EPHEMERAL));
    }

    private ErrorCode error(Request.Write request) {
        long digest = tree.digest() - tree.sessions.digest();
        Outcome outcome = tree.write(request);
        assertThat(outcome.failure()).isNull();
        assertThat(tree.digest() - tree.sessions.digest()).isEqualTo(digest);
        return outcome.error();
    }

    private ErrorCode errorOfCreate(String path, int flags, List<Acl> acl) {
        return error(new Request.Create(OpCode.CREATE, path, bytes(""), acl, flags, -1));
    }

    @Test
    void aCreateFirstNeedsAMode() {
        assertThat(errorOfCreate("no path", NO_MODE, INVALID)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(errorOfCreate("/nothing/n", NO_MODE, INVALID)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1L << 40, Long.MAX_VALUE})
    void aTtlIsFrom1To40Bits(long ttlMillis) {
        assertThat(error(new Request.Create(OpCode.CREATE_TTL, "/nothing/n", bytes(""), INVALID, 5, ttlMillis)))
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void aTtlIsForNodesThatHaveOne() {
        assertThat(error(new Request.Create(OpCode.CREATE_TTL, "/nothing/n", bytes(""), INVALID, 0, 0)))
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(tree.write(new Request.Create(OpCode.CREATE_TTL, "/ttl", bytes(""), Acl.OPEN, 5, (1L << 40) - 1))
                        .error())
                .isEqualTo(ErrorCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "/nothing/\0"})
    void aCreateThenNeedsAParentsPath(String path) {
        assertThat(errorOfCreate(path, 0, INVALID)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void aCreateThenNeedsAValidAcl() {
        assertThat(errorOfCreate("/nothing/n", 0, INVALID)).isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(errorOfCreate("/nothing/n", 0, List.of())).isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(errorOfCreate("/nothing/n", 0, null)).isEqualTo(ErrorCode.INVALID_ACL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing/n", "/nothing/", "/open//n", "/open/nothing/."})
    void aCreateThenNeedsAParent(String path) {
        assertThat(errorOfCreate(path, 0, Acl.OPEN)).isEqualTo(ErrorCode.NO_NODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/locked/n", "/locked/", "/locked/.", "/locked/child"})
    void aCreateThenNeedsPermissionOnTheParent(String path) {
        assertThat(errorOfCreate(path, 0, Acl.OPEN)).isEqualTo(ErrorCode.NO_AUTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/open/", "//", "//n", "/.", "/open/..", "/open/\u0001", "/open/\ud83d\ude00", "/open/\ue000"})
    void aCreateThenNeedsAPath(String path) {
        assertThat(errorOfCreate(path, 0, Acl.OPEN)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/open/child", "/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config"})
    void aCreateThenNeedsThatThereIsNone(String path) {
        assertThat(errorOfCreate(path, 0, Acl.OPEN)).isEqualTo(ErrorCode.NODE_EXISTS);
    }

    @Test
    void ephemeralsHaveNoChildren() {
        assertThat(errorOfCreate("/ephemeral/n", 0, Acl.OPEN)).isEqualTo(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        assertThat(errorOfCreate("/ephemeral/n", 3, Acl.OPEN)).isEqualTo(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config", "/open/\0"})
    void aDeleteFirstNeedsAPathThatMayBeDeleted(String path) {
        assertThat(error(new Request.Delete(path, 9))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void aDeleteThenNeedsAParentThenPermissionOnItThenANodeThenItsVersionThenThatItIsEmpty() {
        assertThat(error(new Request.Delete("/nothing/n", 9))).isEqualTo(ErrorCode.NO_NODE);
        assertThat(error(new Request.Delete("/locked/nothing", 9))).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(error(new Request.Delete("/open/nothing", 9))).isEqualTo(ErrorCode.NO_NODE);
        assertThat(error(new Request.Delete("/open/", 9))).isEqualTo(ErrorCode.NO_NODE);
        assertThat(error(new Request.Delete("/open", 9))).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(error(new Request.Delete("/open", 0))).isEqualTo(ErrorCode.NOT_EMPTY);
        assertThat(error(new Request.Delete("/open", -1))).isEqualTo(ErrorCode.NOT_EMPTY);
    }

    @Test
    void theNodesOwnAclDoesNotGuardItAgainstDeletion() {
        tree.writeAs(ANN, create("/open/locked", CreateMode.PERSISTENT, LOCKED));

        assertThat(tree.write(new Request.Delete("/open/locked", -1)).error()).isEqualTo(ErrorCode.OK);
    }

    @Test
    void aSetDataNeedsAPathThenANodeThenPermissionThenItsVersion() {
        assertThat(error(new Request.SetData("/open/", null, 9))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(new Request.SetData("/nothing", null, 9))).isEqualTo(ErrorCode.NO_NODE);
        assertThat(error(new Request.SetData("/locked", null, 9))).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(error(new Request.SetData("/open", null, 9))).isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    void aSetAclNeedsAPathThenAValidAclThenANodeThenPermissionThenItsVersion() {
        assertThat(error(new Request.SetAcl("/open/", INVALID, 9))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(new Request.SetAcl("/nothing", INVALID, 9))).isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(error(new Request.SetAcl("/nothing", Acl.OPEN, 9))).isEqualTo(ErrorCode.NO_NODE);
        assertThat(error(new Request.SetAcl("/locked", Acl.OPEN, 9))).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(error(new Request.SetAcl("/open", Acl.OPEN, 9))).isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    void aCheckNeedsAPathThenANodeThenPermissionToReadThenItsVersion() {
        assertThat(check("/open/")).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(check("/nothing")).isEqualTo(ErrorCode.NO_NODE);
        assertThat(check("/locked")).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(check("/open")).isEqualTo(ErrorCode.BAD_VERSION);
    }

    private ErrorCode check(String path) {
        Outcome outcome = tree.write(new Request.Multi(List.of(new Request.Check(path, 9))));
        return ((Reply.OfMulti) outcome.reply()).results().get(0).error();
    }

    @Test
    void readsKnowNothingOfPathsAndJustFindNoNode() {
        for (String path : List.of("", "n", "/open/", "//", "/open/.")) {
            assertThat(tree.read(new Request.GetData(path, false)).error()).isEqualTo(ErrorCode.NO_NODE);
            assertThat(tree.read(new Request.GetAcl(path)).error()).isEqualTo(ErrorCode.NO_NODE);
            assertThat(tree.read(new Request.Exists(path, false)).error()).isEqualTo(ErrorCode.NO_NODE);
            assertThat(tree.read(new Request.GetChildren(OpCode.GET_CHILDREN, path, false))
                            .error())
                    .isEqualTo(ErrorCode.NO_NODE);
        }
        assertThat(tree.read(new Request.Exists("/\0", false)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }
}
