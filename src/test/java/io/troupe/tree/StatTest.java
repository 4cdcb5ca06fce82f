package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.SESSION;
import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Stat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each field of a Stat moves when ZooKeeper's does and at no other time. */
class StatTest {
    private final TreeUnderTest tree = new TreeUnderTest();

    @Test
    void aNewNodeHasItsZxidAndStampThreeTimesAndAllElseZero() {
        tree.write(create("/a"));

        assertThat(tree.stat("/a"))
                .isEqualTo(new Stat(
                        tree.zxid, tree.zxid, tree.stampMillis, tree.stampMillis, 0, 0, 0, 0, 1, 0, tree.zxid));
    }

    @Test
    void setDataMovesMzxidMtimeAndVersionEvenIfTheDataIsTheSame() {
        tree.write(create("/a"));
        Stat before = tree.stat("/a");

        tree.write(setData("/a", "x"));

        assertThat(tree.stat("/a"))
                .isEqualTo(new Stat(
                        before.czxid(), tree.zxid, before.ctime(), tree.stampMillis, 1, 0, 0, 0, 1, 0, before.pzxid()));
    }

    @Test
    void setAclMovesAversionOnly() {
        tree.write(create("/a"));
        Stat before = tree.stat("/a");

        tree.write(new Request.SetAcl("/a", Acl.READ_ONLY, -1));

        assertThat(tree.stat("/a"))
                .isEqualTo(new Stat(
                        before.czxid(),
                        before.mzxid(),
                        before.ctime(),
                        before.mtime(),
                        0,
                        0,
                        1,
                        0,
                        1,
                        0,
                        before.pzxid()));
    }

    @Test
    void aChildComingMovesPzxidCversionAndNumChildrenOnly() {
        tree.write(create("/a"));
        Stat before = tree.stat("/a");

        tree.write(create("/a/b"));

        assertThat(tree.stat("/a"))
                .isEqualTo(new Stat(
                        before.czxid(), before.mzxid(), before.ctime(), before.mtime(), 0, 1, 0, 0, 1, 1, tree.zxid));
    }

    @Test
    void cversionCountsCreatesAndDeletesOfChildren() {
        tree.write(create("/a"));
        tree.write(create("/a/b"));
        tree.write(create("/a/c"));
        tree.write(delete("/a/b"));

        assertThat(tree.stat("/a").cversion()).isEqualTo(3);
        assertThat(tree.stat("/a").numChildren()).isEqualTo(1);
        assertThat(tree.stat("/a").pzxid()).isEqualTo(tree.zxid);
    }

    @Test
    void changesOfAChildDoNotTouchTheParent() {
        tree.write(create("/a"));
        tree.write(create("/a/b"));
        Stat before = tree.stat("/a");

        tree.write(setData("/a/b", "other"));
        tree.write(new Request.SetAcl("/a/b", Acl.READ_ONLY, -1));
        tree.write(create("/a/b/c"));

        assertThat(tree.stat("/a")).isEqualTo(before);
    }

    @Test
    void nullDataHasTheLengthZero() {
        tree.write(new Request.Create(OpCode.CREATE, "/a", null, Acl.OPEN, 0, -1));

        assertThat(tree.stat("/a").dataLength()).isZero();
    }

    @ParameterizedTest
    @EnumSource(CreateMode.class)
    void onlyEphemeralsShowAnOwner(CreateMode mode) {
        tree.write(create("/a"));
        String path = ((Reply.OfPathAndStat) tree.write(create("/a/n", mode)).reply()).path();

        assertThat(tree.stat(path).ephemeralOwner()).isEqualTo(mode.ephemeral() ? SESSION : 0);
    }

    @Test
    void theSessionsEndGivesAllParentsOfItsEphemeralsTheSamePzxid() {
        tree.write(create("/a"));
        tree.write(create("/b"));
        tree.write(create("/a/1", CreateMode.EPHEMERAL));
        tree.write(create("/b/1", CreateMode.EPHEMERAL));
        tree.write(create("/b/2", CreateMode.EPHEMERAL));

        tree.close(SESSION, TreeUnderTest.ATTACHMENT);

        assertThat(tree.stat("/a").pzxid()).isEqualTo(tree.zxid);
        assertThat(tree.stat("/b").pzxid()).isEqualTo(tree.zxid);
        assertThat(tree.stat("/b").cversion()).isEqualTo(4);
    }
}
