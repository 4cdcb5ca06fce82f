package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a watch is set, for whom, and how it goes again. */
class WatchRegistrationTest {
    private static final Identity ANN = new Identity("digest", "ann:hash");
    private static final List<Acl> ANNS_ONLY = List.of(new Acl(Acl.ALL, ANN));
    private static final List<Acl> ANY_WRITES_ANN_READS =
            List.of(new Acl(Acl.ALL, ANN), new Acl(Acl.ALL & ~Acl.READ, Identity.ANYONE));

    private final TreeUnderTest tree = new TreeUnderTest(1);

    private int watchCount() {
        return tree.subtrees[0].watchCount();
    }

    private ErrorCode read(Request.Read read) {
        return tree.read(read).error();
    }

    @Test
    void existsWatchesAMissingNodeToo() {
        assertThat(read(new Request.Exists("/a", true))).isEqualTo(ErrorCode.NO_NODE);
        assertThat(watchCount()).isEqualTo(1);
    }

    @Test
    void getDataAndGetChildrenDoNotWatchAMissingNode() {
        assertThat(read(new Request.GetData("/a", true))).isEqualTo(ErrorCode.NO_NODE);
        assertThat(read(new Request.GetChildren(OpCode.GET_CHILDREN2, "/a", true)))
                .isEqualTo(ErrorCode.NO_NODE);
        assertThat(watchCount()).isZero();
    }

    @Test
    void nobodyWatchesWhatTheyMayNotRead() {
        tree.writeAs(List.of(ANN), create("/a", CreateMode.PERSISTENT, ANNS_ONLY));

        assertThat(read(new Request.Exists("/a", true))).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(read(new Request.GetData("/a", true))).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(read(new Request.GetChildren(OpCode.GET_CHILDREN, "/a", true)))
                .isEqualTo(ErrorCode.NO_AUTH);
        assertThat(watchCount()).isZero();
    }

    /** CVE-2024-23944. */
    @Test
    void whoCannotReadWhatComesIsNotToldAndTheWatchIsSpent() {
        read(new Request.Exists("/a", true));
        tree.readAs(2, List.of(ANN), new Request.Exists("/a", true));

        Outcome outcome = tree.write(create("/a", CreateMode.PERSISTENT, ANY_WRITES_ANN_READS));

        assertThat(outcome.fired()).extracting(Fired::attachment).containsExactly(2L);
        assertThat(watchCount()).isZero();
    }

    @Test
    void theIdentitiesOfAConnectionAreThoseOfItsLastWatch() {
        read(new Request.Exists("/a", true));
        tree.readAs(TreeUnderTest.ATTACHMENT, List.of(ANN), new Request.Exists("/b", true));

        assertThat(tree.write(create("/a", CreateMode.PERSISTENT, ANY_WRITES_ANN_READS))
                        .fired())
                .hasSize(1);
    }

    @Test
    void eachKindIsCheckedAndRemovedByItself() {
        tree.write(create("/a"));
        read(new Request.GetData("/a", true));
        read(new Request.GetChildren(OpCode.GET_CHILDREN, "/a", true));

        assertThat(read(new Request.CheckWatches("/a", 1))).isEqualTo(ErrorCode.OK);
        assertThat(read(new Request.RemoveWatches("/a", 1))).isEqualTo(ErrorCode.OK);
        assertThat(read(new Request.CheckWatches("/a", 1))).isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(read(new Request.CheckWatches("/a", 2))).isEqualTo(ErrorCode.OK);
        assertThat(read(new Request.CheckWatches("/a", 3))).isEqualTo(ErrorCode.OK);
        assertThat(read(new Request.RemoveWatches("/a", 3))).isEqualTo(ErrorCode.OK);
        assertThat(read(new Request.RemoveWatches("/a", 3))).isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(tree.write(setData("/a", "1")).fired()).isEmpty();
    }

    @Test
    void nobodyRemovesTheWatchOfAnother() {
        read(new Request.Exists("/a", true));

        assertThat(tree.readAs(2, TreeUnderTest.NOBODY, new Request.RemoveWatches("/a", 3))
                        .error())
                .isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(watchCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void nobodyHasPersistentWatchesYet(int kind) {
        read(new Request.Exists("/a", true));

        assertThat(read(new Request.CheckWatches("/a", kind))).isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(read(new Request.RemoveWatches("/a", kind))).isEqualTo(ErrorCode.NO_WATCHER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 6, 1 << 20})
    void whatIsNoKindIsMalformed(int kind) {
        assertThat(read(new Request.CheckWatches("/a", kind))).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        assertThat(read(new Request.RemoveWatches("/a", kind))).isEqualTo(ErrorCode.MARSHALLING_ERROR);
    }

    @Test
    void aConnectionTakesItsWatchesWithItAndNoOthers() {
        tree.write(create("/a"));
        for (long attachment = 1; attachment <= 2; attachment++) {
            tree.readAs(attachment, TreeUnderTest.NOBODY, new Request.GetData("/a", true));
            tree.readAs(attachment, TreeUnderTest.NOBODY, new Request.GetChildren(OpCode.GET_CHILDREN, "/a", true));
        }

        tree.subtrees[0].forget(1);

        assertThat(watchCount()).isEqualTo(2);
        assertThat(tree.write(setData("/a", "1")).fired())
                .extracting(Fired::attachment)
                .containsExactly(2L);
    }
}
