package io.troupe.tree;

import static io.troupe.model.WatchEvent.Type.NODE_CHILDREN_CHANGED;
import static io.troupe.model.WatchEvent.Type.NODE_CREATED;
import static io.troupe.model.WatchEvent.Type.NODE_DATA_CHANGED;
import static io.troupe.model.WatchEvent.Type.NODE_DELETED;
import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every change tells exactly those watches that ZooKeeper's would. */
class WatchFiringTest {
    private static final long DATA_WATCHER = 1;
    private static final long CHILD_WATCHER = 2;
    private static final long PARENT_WATCHER = 3;

    private final TreeUnderTest tree = new TreeUnderTest();

    @BeforeEach
    void aParent() {
        tree.write(create("/p"));
    }

    private void watchAll() {
        watchData(DATA_WATCHER, "/p/n");
        watchChildren(CHILD_WATCHER, "/p/n");
        watchChildren(PARENT_WATCHER, "/p");
    }

    private ReadResult watchData(long attachment, String path) {
        return tree.readAs(attachment, TreeUnderTest.NOBODY, new Request.Exists(path, true));
    }

    private ReadResult watchChildren(long attachment, String path) {
        return tree.readAs(attachment, TreeUnderTest.NOBODY, new Request.GetChildren(OpCode.GET_CHILDREN, path, true));
    }

    private Fired fired(long attachment, WatchEvent.Type type, String path) {
        return new Fired(attachment, new WatchEvent(type, path, tree.zxid));
    }

    @Test
    void aCreateTellsWhoWaitsForTheNodeThenWhoWatchesTheParent() {
        watchAll();

        assertThat(tree.write(create("/p/n")).fired())
                .containsExactly(
                        fired(DATA_WATCHER, NODE_CREATED, "/p/n"), fired(PARENT_WATCHER, NODE_CHILDREN_CHANGED, "/p"));
    }

    @Test
    void aDeleteTellsDataAndChildWatchesOfTheNodeThenWhoWatchesTheParent() {
        tree.write(create("/p/n"));
        watchAll();

        assertThat(tree.write(delete("/p/n")).fired())
                .containsExactly(
                        fired(DATA_WATCHER, NODE_DELETED, "/p/n"),
                        fired(CHILD_WATCHER, NODE_DELETED, "/p/n"),
                        fired(PARENT_WATCHER, NODE_CHILDREN_CHANGED, "/p"));
    }

    @Test
    void aDeleteIsToldOnceToWhoWatchesBothDataAndChildren() {
        tree.write(create("/p/n"));
        watchData(DATA_WATCHER, "/p/n");
        watchChildren(DATA_WATCHER, "/p/n");

        assertThat(tree.write(delete("/p/n")).fired()).containsExactly(fired(DATA_WATCHER, NODE_DELETED, "/p/n"));
        assertThat(tree.subtrees[0].watchCount() + tree.subtrees[1].watchCount() + tree.subtrees[2].watchCount())
                .isZero();
    }

    @Test
    void aSetDataTellsDataWatchesOnly() {
        tree.write(create("/p/n"));
        watchAll();

        assertThat(tree.write(setData("/p/n", "new")).fired())
                .containsExactly(fired(DATA_WATCHER, NODE_DATA_CHANGED, "/p/n"));
    }

    @Test
    void aSetAclTellsNobody() {
        tree.write(create("/p/n"));
        watchAll();

        assertThat(tree.write(new Request.SetAcl("/p/n", Acl.OPEN, -1)).fired()).isEmpty();
    }

    @Test
    void theSessionsEndIsOneDeleteForEachEphemeralUnderOneZxid() {
        tree.write(create("/p/n", CreateMode.EPHEMERAL));
        tree.write(create("/q", CreateMode.EPHEMERAL));
        watchAll();
        watchData(DATA_WATCHER, "/q");
        watchChildren(PARENT_WATCHER, "/");

        Outcome outcome = tree.apply(new Entry.ExpireSession(TreeUnderTest.SESSION, TreeUnderTest.ATTACHMENT));

        assertThat(outcome.fired())
                .containsExactly(
                        fired(DATA_WATCHER, NODE_DELETED, "/p/n"),
                        fired(CHILD_WATCHER, NODE_DELETED, "/p/n"),
                        fired(PARENT_WATCHER, NODE_CHILDREN_CHANGED, "/p"),
                        fired(DATA_WATCHER, NODE_DELETED, "/q"),
                        fired(PARENT_WATCHER, NODE_CHILDREN_CHANGED, "/"));
    }

    @Test
    void aCollectedContainerIsADelete() {
        tree.write(create("/p/n", CreateMode.CONTAINER));
        watchAll();

        Outcome outcome = tree.apply(new Entry.Collect("/p/n", tree.stat("/p/n").czxid()));

        assertThat(outcome.fired()).hasSize(3).contains(fired(DATA_WATCHER, NODE_DELETED, "/p/n"));
    }

    @Test
    void aMultiTellsOfEachOfItsOperationsInOrder() {
        watchAll();
        watchData(4, "/p");

        assertThat(tree.write(new Request.Multi(List.of(setData("/p", "1"), create("/p/n"), delete("/p/n"))))
                        .fired())
                .containsExactly(
                        fired(4, NODE_DATA_CHANGED, "/p"),
                        fired(DATA_WATCHER, NODE_CREATED, "/p/n"),
                        fired(PARENT_WATCHER, NODE_CHILDREN_CHANGED, "/p"));
    }

    @Test
    void aMultiThatFailsTellsNobodyAndSpendsNoWatch() {
        watchAll();

        assertThat(tree.write(new Request.Multi(List.of(create("/p/n"), delete("/nothing"))))
                        .fired())
                .isEmpty();
        assertThat(tree.write(create("/p/n")).fired()).hasSize(2);
    }

    @Test
    void aWatchGoesOffOnceHoweverOftenItWasSet() {
        tree.write(create("/p/n"));
        watchData(DATA_WATCHER, "/p/n");
        watchData(DATA_WATCHER, "/p/n");

        assertThat(tree.write(setData("/p/n", "1")).fired()).hasSize(1);
        assertThat(tree.write(setData("/p/n", "2")).fired()).isEmpty();
    }

    @Test
    void aNodeBelowTheRootIsToldOfAcrossSubtrees() {
        watchData(DATA_WATCHER, "/new");
        watchChildren(PARENT_WATCHER, "/");

        assertThat(tree.write(create("/new")).fired())
                .containsExactly(
                        fired(DATA_WATCHER, NODE_CREATED, "/new"), fired(PARENT_WATCHER, NODE_CHILDREN_CHANGED, "/"));
    }

    @Test
    void whoIsRefusedAWriteTellsNobody() {
        watchAll();
        tree.write(create("/p/n"));
        watchAll();

        Outcome outcome = tree.write(create("/p/n"));

        assertThat(outcome.error()).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(outcome.fired()).isEmpty();
    }
}
