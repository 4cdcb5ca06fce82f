package io.troupe.tree;

import static io.troupe.tree.PartitionStage.create;
import static io.troupe.tree.PartitionStage.get;
import static io.troupe.tree.PartitionStage.set;
import static io.troupe.tree.PartitionStage.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a session reads, and when: behind its own writes, and never ahead of an event that is due to it. */
class PartitionReadsTest {
    private final PartitionStage stage = new PartitionStage(4).withSessions(1, 2);

    @Test
    void aReadSeesTheWriteBeforeItAndNoneAfterIt() {
        PendingEntry made = stage.asks(1, create("/a"));
        PendingEntry first = stage.asks(1, set("/a", "first"));
        stage.reads(1, get("/a"));
        PendingEntry second = stage.asks(1, set("/a", "second"));
        stage.reads(1, get("/a"));

        stage.commit(made, first, second);
        stage.run();

        assertThat(stage.take(1)).containsExactly("@3 OK /a", "@4 OK", "@4 OK first", "@5 OK", "@5 OK second");
    }

    @Test
    void aReadWaitsForTheWriteBeforeItAndNotForOthers() {
        stage.commit(stage.asks(1, create("/a")));
        stage.asks(1, set("/a", "on its way"));
        stage.reads(1, get("/a"));
        stage.reads(2, get("/a"));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@3 OK /a");
        assertThat(stage.take(2)).containsExactly("@3 OK ");
    }

    @Test
    void aReadThatCameFirstDoesNotSeeTheWriteThatFollowed() {
        stage.commit(stage.asks(1, create("/a")));
        stage.run();
        stage.reads(1, get("/a"));
        stage.commit(stage.asks(1, set("/a", "later")));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@3 OK /a", "@3 OK ", "@4 OK");
    }

    @Test
    void aReadBehindASpanningWriteComesBeforeTheNextEntry() {
        PendingEntry made = stage.asks(1, create("/a"));
        stage.reads(1, get("/a"));
        stage.commit(made, stage.asks(2, set("/a", "by another")), stage.asks(2, create("/b")));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@3 OK /a", "@3 OK ");
    }

    @Test
    void aReplyCarriesTheLastEntryAtOrBeforeItsTurnThoughItChangedSomethingElse() {
        stage.commit(stage.asks(1, create("/a")), stage.asks(1, create("/b")));
        stage.run();
        stage.commit(stage.asks(2, set("/b", "x")), stage.asks(2, set("/b", "y")));
        stage.reads(1, get("/a"));
        stage.run();

        assertThat(stage.take(1)).last().isEqualTo("@6 OK ");
    }

    @Test
    void theWriterIsToldOfItsOwnChangeBeforeTheReply() {
        stage.commit(stage.asks(1, create("/a")));
        stage.run();
        stage.reads(1, watch("/a"));
        stage.commit(stage.asks(1, set("/a", "x")));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@3 OK /a", "@3 OK ", "NODE_DATA_CHANGED /a @4", "@4 OK");
    }

    @Test
    void noReplyOvertakesAnEventThatItCanHaveSeen() {
        stage.commit(stage.asks(1, create("/a")), stage.asks(1, create("/b")));
        stage.run();
        stage.reads(1, watch("/a"));
        stage.run();
        stage.take(1);
        stage.commit(stage.asks(2, set("/a", "x")), stage.asks(2, set("/b", "x")));
        stage.reads(1, get("/b"));
        stage.run();

        assertThat(stage.take(1)).containsExactly("NODE_DATA_CHANGED /a @5", "@6 OK x");
    }

    @Test
    void eventsOfManySubtreesComeInTheOrderOfTheirZxids() {
        for (char name = 'a'; name <= 'p'; name++) {
            stage.commit(stage.asks(1, create("/" + name)));
            stage.reads(1, watch("/" + name));
        }
        stage.run();
        stage.take(1);
        PendingEntry[] changes = new PendingEntry[16];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = stage.asks(2, set("/" + (char) ('a' + i * 7 % 16), "x"));
        }
        stage.commit(changes);
        stage.run();

        List<String> told = stage.take(1);
        assertThat(told).hasSize(16).isSortedAccordingTo((one, other) -> zxidOf(one) - zxidOf(other));
    }

    private static int zxidOf(String line) {
        return Integer.parseInt(line.substring(line.indexOf('@') + 1));
    }

    @Test
    void setWatchesOverManySubtreesTellsWhatWasMissedAndThenAnswersOnce() {
        stage.commit(stage.asks(1, create("/a")), stage.asks(1, create("/b")), stage.asks(1, create("/c")));
        stage.run();
        stage.take(1);
        List<String> paths = List.of("/a", "/b", "/c");
        stage.reads(2, new Request.SetWatches(stage.zxid() - 1, paths, List.of("/d"), List.of("/")));
        stage.run();

        assertThat(stage.take(2))
                .containsExactlyInAnyOrder("NODE_CHILDREN_CHANGED / @-1", "NODE_DATA_CHANGED /c @-1", "@5 OK")
                .last()
                .isEqualTo("@5 OK");
    }

    @Test
    void whoIsGoneWatchesNothingAndHearsNothing() {
        stage.commit(stage.asks(1, create("/a")));
        stage.reads(1, watch("/a"));
        stage.reads(1, watch("/zookeeper"));
        stage.run();
        assertThat(stage.partition.census().watches()).isEqualTo(2);
        stage.take(1);

        PendingEntry last = stage.asks(1, set("/a", "stands"));
        stage.reads(1, get("/a"));
        stage.partition.disconnect(1);
        stage.commit(last);
        stage.reads(2, get("/a"));
        stage.run();

        assertThat(stage.take(1)).isEmpty();
        assertThat(stage.take(2)).containsExactly("@4 OK stands");
        assertThat(stage.partition.census().watches()).isZero();
    }

    @Test
    void aSyncIsAnsweredWhenItsZxidHasBeenReached() {
        long ticket = stage.partition.sync(1, "/x").orElseThrow();
        stage.reads(1, get("/a"));
        stage.partition.syncAnswered(ticket, stage.zxid() + 2);
        stage.commit(stage.asks(2, create("/a")));
        stage.run();
        assertThat(stage.take(1)).isEmpty();

        stage.commit(stage.asks(2, set("/a", "there")), stage.asks(2, set("/a", "too late")));
        stage.run();
        assertThat(stage.take(1)).containsExactly("@4 OK /x", "@4 OK there");
    }

    @Test
    void aSyncThatIsAnsweredAtOnceDoesNotOvertakeTheReadBeforeIt() {
        stage.commit(stage.asks(2, create("/a")));
        stage.run();
        stage.reads(1, get("/a"));
        long ticket = stage.partition.sync(1, "/x").orElseThrow();
        stage.reads(1, get("/a"));
        stage.partition.syncAnswered(ticket, stage.zxid());
        stage.run();

        assertThat(stage.take(1)).containsExactly("@3 OK ", "@3 OK /x", "@3 OK ");
    }

    @Test
    void aSyncAsksAgainWhenItsAnswerMayNeverBeReached() {
        long ticket = stage.partition.sync(1, "/x").orElseThrow();
        stage.partition.syncAnswered(ticket, stage.zxid() + 99);
        List<Long> again = stage.partition.askSyncsAgain();
        stage.partition.syncAnswered(ticket, stage.zxid());
        stage.run();
        assertThat(again).hasSize(1).doesNotContain(ticket);
        assertThat(stage.take(1)).isEmpty();

        stage.partition.syncAnswered(again.get(0), stage.zxid());
        stage.run();
        assertThat(stage.take(1)).containsExactly("@2 OK /x");
    }

    @Test
    void aLaterWriteOfTheSessionAnswersItsSyncAndRunsWhatStandsBetween() {
        stage.commit(stage.asks(2, create("/a")));
        Optional<Long> ticket = stage.partition.sync(1, "/x");
        stage.reads(1, get("/a"));
        stage.commit(stage.asks(1, set("/a", "later")));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@3 OK /x", "@3 OK ", "@4 OK");
        stage.partition.syncAnswered(ticket.orElseThrow(), stage.zxid());
        stage.run();
        assertThat(stage.take(1)).isEmpty();
    }
}
