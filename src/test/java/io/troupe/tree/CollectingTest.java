package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.bytes;
import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Containers and nodes with a TTL go when they are of no use any more, and what was found so is checked again. */
class CollectingTest {
    private static final long NEVER_USED_MILLIS = 300_000;
    private static final long TTL_MILLIS = 500;

    private final TreeUnderTest tree = new TreeUnderTest();

    private List<String> candidates(long nowMillis) {
        List<String> paths = new ArrayList<>();
        for (Subtree subtree : tree.subtrees) {
            subtree.collectable(nowMillis, NEVER_USED_MILLIS, 10).forEach(entry -> paths.add(entry.path()));
        }
        return paths;
    }

    private void collect(String path) {
        tree.apply(new Entry.Collect(path, tree.exists(path) ? tree.stat(path).czxid() : 0));
    }

    private void createWithTtl(String path) {
        tree.write(new Request.Create(OpCode.CREATE_TTL, path, bytes(""), Acl.OPEN, 5, TTL_MILLIS));
    }

    @Test
    void aContainerIsACandidateOnceItsLastChildIsGone() {
        tree.write(create("/c", CreateMode.CONTAINER));
        assertThat(candidates(tree.stampMillis)).isEmpty();
        tree.write(create("/c/n"));
        assertThat(candidates(tree.stampMillis)).isEmpty();

        tree.write(delete("/c/n"));

        assertThat(candidates(tree.stampMillis)).containsExactly("/c");
        collect("/c");
        assertThat(tree.exists("/c")).isFalse();
        assertThat(candidates(tree.stampMillis)).isEmpty();
    }

    @Test
    void aContainerThatIsNeverUsedIsACandidateInTheEnd() {
        tree.write(create("/c", CreateMode.CONTAINER));

        assertThat(candidates(tree.stampMillis + NEVER_USED_MILLIS)).isEmpty();
        assertThat(candidates(tree.stampMillis + NEVER_USED_MILLIS + 1)).containsExactly("/c");
    }

    @Test
    void aContainerThatGotAChildMeanwhileStays() {
        tree.write(create("/c", CreateMode.CONTAINER));
        tree.write(create("/c/n"));

        collect("/c");

        assertThat(tree.exists("/c")).isTrue();
    }

    @Test
    void aNodeThatWasMadeAnewMeanwhileStays() {
        tree.write(create("/c", CreateMode.CONTAINER));
        long czxid = tree.stat("/c").czxid();
        tree.write(delete("/c"));
        tree.write(create("/c", CreateMode.CONTAINER));

        tree.apply(new Entry.Collect("/c", czxid));

        assertThat(tree.exists("/c")).isTrue();
    }

    @Test
    void aNodeWithATtlIsACandidateOnceThatIsOver() {
        createWithTtl("/t");

        assertThat(candidates(tree.stampMillis + TTL_MILLIS)).isEmpty();
        assertThat(candidates(tree.stampMillis + TTL_MILLIS + 1)).containsExactly("/t");
    }

    @Test
    void aNodeWithATtlThatGotNewDataMeanwhileStays() {
        createWithTtl("/t");
        tree.stampMillis += TTL_MILLIS;
        tree.write(setData("/t", "1"));

        collect("/t");

        assertThat(tree.exists("/t")).isTrue();
    }

    @Test
    void aNodeWithATtlGoesByTheStampOfTheEntry() {
        createWithTtl("/t");
        collect("/t");
        assertThat(tree.exists("/t")).isTrue();

        tree.stampMillis += TTL_MILLIS;
        collect("/t");

        assertThat(tree.exists("/t")).isFalse();
    }

    @Test
    void childrenKeepANodeWithATtlAliveAndItIsDueAtOnceWhenTheyAreGone() {
        createWithTtl("/t");
        tree.write(create("/t/n"));
        tree.stampMillis += 10 * TTL_MILLIS;
        assertThat(candidates(tree.stampMillis)).isEmpty();
        collect("/t");
        assertThat(tree.exists("/t")).isTrue();

        tree.write(delete("/t/n"));

        assertThat(candidates(tree.stampMillis)).containsExactly("/t");
    }

    @Test
    void noOtherNodeIsEverCollected() {
        tree.write(create("/p"));
        tree.write(create("/e", CreateMode.EPHEMERAL));

        for (String path : List.of("/p", "/e", "/", "/zookeeper/quota", "/nothing")) {
            collect(path);
        }

        assertThat(tree.exists("/p")).isTrue();
        assertThat(tree.exists("/e")).isTrue();
        assertThat(tree.exists("/zookeeper/quota")).isTrue();
    }

    @Test
    void noMoreAreNamedThanAskedFor() {
        TreeUnderTest one = new TreeUnderTest(1);
        for (int i = 0; i < 5; i++) {
            one.write(create("/c" + i, CreateMode.CONTAINER));
        }

        assertThat(one.subtrees[0].collectable(Long.MAX_VALUE, 0, 3)).hasSize(3);
    }
}
