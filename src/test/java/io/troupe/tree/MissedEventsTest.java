package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that comes back is told at once of what it has missed, and watches the rest again. */
class MissedEventsTest {
    private final TreeUnderTest tree = new TreeUnderTest(1);
    private long seenZxid;

    @BeforeEach
    void aNodeThatTheClientHasSeen() {
        tree.write(create("/a"));
        seenZxid = tree.zxid;
    }

    private ReadResult setWatches(List<String> data, List<String> exists, List<String> children) {
        Request.SetWatches request = new Request.SetWatches(seenZxid, data, exists, children);
        return tree.subtrees[0].read(request, 1, TreeUnderTest.NOBODY);
    }

    private static WatchEvent event(WatchEvent.Type type, String path) {
        return new WatchEvent(type, path, -1);
    }

    @Test
    void whatHasNotChangedIsWatchedAgain() {
        ReadResult result = setWatches(List.of("/a"), List.of("/later"), List.of("/a"));

        assertThat(result.error()).isEqualTo(ErrorCode.OK);
        assertThat(result.missed()).isEmpty();
        assertThat(tree.subtrees[0].watchCount()).isEqualTo(3);
        assertThat(tree.write(create("/later")).fired()).hasSize(1);
    }

    @Test
    void newDataIsToldAndNotWatchedAgain() {
        tree.write(setData("/a", "1"));

        assertThat(setWatches(List.of("/a"), List.of(), List.of()).missed())
                .containsExactly(event(WatchEvent.Type.NODE_DATA_CHANGED, "/a"));
        assertThat(tree.subtrees[0].watchCount()).isZero();
    }

    @Test
    void newDataIsNoNewsToAChildWatch() {
        tree.write(setData("/a", "1"));

        assertThat(setWatches(List.of(), List.of(), List.of("/a")).missed()).isEmpty();
    }

    @Test
    void newChildrenAreToldToChildWatchesOnly() {
        tree.write(create("/a/b"));

        assertThat(setWatches(List.of("/a"), List.of(), List.of("/a")).missed())
                .containsExactly(event(WatchEvent.Type.NODE_CHILDREN_CHANGED, "/a"));
        assertThat(tree.subtrees[0].watchCount()).isEqualTo(1);
    }

    @Test
    void whatIsGoneIsToldToBoth() {
        tree.write(delete("/a"));

        assertThat(setWatches(List.of("/a"), List.of(), List.of("/a")).missed())
                .containsExactly(event(WatchEvent.Type.NODE_DELETED, "/a"), event(WatchEvent.Type.NODE_DELETED, "/a"));
    }

    @Test
    void whatWasWaitedForIsTold() {
        assertThat(setWatches(List.of(), List.of("/a"), List.of()).missed())
                .containsExactly(event(WatchEvent.Type.NODE_CREATED, "/a"));
    }

    @Test
    void whatOneMayNotReadOneIsNotTold() {
        tree.write(setData("/a", "1"));
        tree.write(create("/a/b"));
        tree.write(new Request.SetAcl("/a", List.of(new Acl(Acl.ALL, new Identity("digest", "ann:hash"))), -1));

        assertThat(setWatches(List.of("/a"), List.of("/a"), List.of("/a")).missed())
                .isEmpty();
    }

    @Test
    void eachSubtreeGetsTheSharesOfItsPathsAndTheCrownTheRest() {
        TreeUnderTest wide = new TreeUnderTest(4);
        List<String> paths = List.of("/", "/a", "/b/c", "/zookeeper/quota/a/x", "/zookeeper/config", "nonsense", "");

        List<Request.SetWatches> split =
                wide.routes.split(new Request.SetWatches(7, paths, List.of("/a/q"), List.of("/")));

        assertThat(split).hasSize(5);
        assertThat(split.get(4))
                .isEqualTo(new Request.SetWatches(
                        7, List.of("/", "/zookeeper/config", "nonsense", ""), List.of(), List.of("/")));
        assertThat(split.get(wide.routes.placeOf("/a")).data()).contains("/a", "/zookeeper/quota/a/x");
        assertThat(split.get(wide.routes.placeOf("/a")).exists()).containsExactly("/a/q");
        assertThat(split.get(wide.routes.placeOf("/b")).data()).contains("/b/c");
    }
}
