package io.troupe.tree;

import static io.troupe.tree.PartitionStage.create;
import static io.troupe.tree.PartitionStage.delete;
import static io.troupe.tree.PartitionStage.get;
import static io.troupe.tree.PartitionStage.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How turns are put into rounds: one message to and from each subtree, whatever the round's size. */
class PartitionRoundsTest {
    private static final int SUBTREES = 4;

    private final PartitionStage stage = new PartitionStage(SUBTREES).withSessions(1, 2);

    @Test
    void whatTouchesOneSubtreeEachIsOneRoundWhateverItsSize() {
        makeNodes(40);
        PendingEntry[] changes = IntStream.range(0, 1_000)
                .mapToObj(i -> stage.asks(1, set("/n" + i % 40, "x" + i)))
                .toArray(PendingEntry[]::new);
        stage.commit(changes);
        stage.reads(2, get("/n39"));
        stage.run();

        assertThat(stage.rounds).hasSize(1);
        assertThat(stage.take(1)).hasSize(1_000);
        assertThat(stage.take(2)).containsExactly("@" + (2 + 40 + 1_000) + " OK x999");
    }

    @Test
    void spanningEntriesInARowShareOneLending() {
        PendingEntry[] creates = IntStream.range(0, 40)
                .mapToObj(i -> stage.asks(1, create("/n" + i)))
                .toArray(PendingEntry[]::new);
        stage.rounds.clear();
        stage.commit(creates);

        Round round = stage.partition.begin().orElseThrow();
        assertThat(round.borrows()).isTrue();
        assertThat(IntStream.range(0, SUBTREES)).allMatch(round::borrows);
        stage.partition.finish(stage.subtrees.toArray(Subtree[]::new));
        assertThat(stage.partition.begin()).isEmpty();
    }

    @Test
    void aSpanningEntryEndsTheRoundBeforeIt() {
        makeNodes(8);
        stage.commit(stage.asks(1, set("/n1", "x")), stage.asks(1, delete("/n2")), stage.asks(1, set("/n1", "y")));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@11 OK", "@12 OK", "@13 OK");
        assertThat(stage.rounds).hasSizeBetween(2, 3);
    }

    @Test
    void onlySubtreesConcernedAreBorrowedAndGivenShares() {
        makeNodes(8);
        stage.commit(stage.asks(1, delete("/n1")));
        Round round = stage.partition.begin().orElseThrow();
        assertThat(IntStream.range(0, SUBTREES).filter(round::borrows)).hasSize(1);
        stage.partition.finish(stage.subtrees.toArray(Subtree[]::new));

        stage.commit(stage.asks(1, set("/n2", "x")));
        Round next = stage.partition.begin().orElseThrow();
        assertThat(next.borrows()).isFalse();
        assertThat(IntStream.range(0, SUBTREES).filter(i -> next.shareOf(i) != null))
                .hasSize(1);
    }

    @Test
    void aRoundBeginsWhenTheOneBeforeItIsFinished() {
        makeNodes(2);
        stage.commit(stage.asks(1, set("/n1", "x")));
        Optional<Round> first = stage.partition.begin();
        stage.commit(stage.asks(1, set("/n1", "y")));

        assertThat(first).isPresent();
        assertThat(stage.partition.begin()).isEmpty();
    }

    @Test
    void aMultiOverSeveralSubtreesIsAllOrNothing() {
        makeNodes(8);
        Request.MultiOp good = new Request.SetData("/n1", new byte[] {'x'}, -1);
        Request.MultiOp child = new Request.Create(OpCode.CREATE, "/n2/c", new byte[0], Acl.OPEN, 0, -1);
        Request.MultiOp bad = new Request.Delete("/n3", 99);
        var before = TreeDump.of(stage.subtrees, stage.partition.sessions());

        stage.commit(stage.asks(1, new Request.Multi(List.of(good, child, bad))));
        stage.run();
        var after = TreeDump.of(stage.subtrees, stage.partition.sessions());
        before.keySet().removeIf(path -> path.startsWith("session"));
        after.keySet().removeIf(path -> path.startsWith("session"));
        assertThat(after).isEqualTo(before);

        stage.commit(stage.asks(1, new Request.Multi(List.of(good, child))));
        stage.reads(1, get("/n1"));
        stage.run();
        assertThat(stage.take(1)).last().isEqualTo("@12 OK x");
        assertThat(TreeDump.of(stage.subtrees, stage.partition.sessions())).containsKey("/n2/c");
    }

    @Test
    void collectableIsLookedForInEverySubtree() {
        for (String path : List.of("/n1", "/n2", "/n3", "/n4", "/n5")) {
            stage.commit(stage.asks(1, new Request.Create(OpCode.CREATE_TTL, path, new byte[0], Acl.OPEN, 5, 100)));
        }
        stage.run();
        stage.rounds.clear();
        stage.partition.lookForCollectable(Long.MAX_VALUE / 2, 0, 100);
        stage.run();

        assertThat(stage.rounds.get(0).collectable())
                .extracting(Entry.Collect::path)
                .containsExactlyInAnyOrder("/n1", "/n2", "/n3", "/n4", "/n5");
    }

    private void makeNodes(int count) {
        for (int i = 0; i < count; i++) {
            stage.commit(stage.asks(1, create("/n" + i)));
        }
        stage.run();
        stage.take(1);
        stage.rounds.clear();
    }
}
