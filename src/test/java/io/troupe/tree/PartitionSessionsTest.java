package io.troupe.tree;

import static io.troupe.tree.PartitionStage.SECRET;
import static io.troupe.tree.PartitionStage.TIMEOUT;
import static io.troupe.tree.PartitionStage.create;
import static io.troupe.tree.PartitionStage.get;
import static io.troupe.tree.PartitionStage.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.CreateMode;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.InvariantViolation;
import io.troupe.zab.Submission;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions come, move and go; nothing is done twice, and no entry is left out. */
class PartitionSessionsTest {
    private final PartitionStage stage = new PartitionStage(4);

    @Test
    void aNewSessionIsConnectedByItsEntry() {
        stage.expect(1);
        stage.commit(new Entry.CreateSession(1, SECRET, TIMEOUT, 1));
        stage.run();

        assertThat(stage.take(1)).containsExactly("connected to 1 @1");
        assertThat(sessionChanges()).containsExactly(new SessionChange.Opened(1, 1, TIMEOUT));
    }

    @Test
    void whatIsSentAgainIsNotDoneAgain() {
        stage.withSessions(1);
        PendingEntry made = stage.asks(1, create("/a"));
        PendingEntry changed = stage.asks(1, set("/a", "x"));
        stage.commit(made, changed, made, changed, new Entry.CreateSession(1, SECRET, TIMEOUT, 1));
        stage.run();
        stage.reads(1, new Request.Exists("/a", false));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@2 OK /a", "@3 OK", "@6 OK");
        assertThat(TreeDump.of(stage.subtrees, stage.partition.sessions()).get("/a"))
                .contains("version=1");
    }

    @Test
    void anEntryAfterAGapInTheNumbersIsVoidAndCountsWhenItComesInItsPlace() {
        stage.withSessions(1);
        PendingEntry made = stage.asks(1, create("/a"));
        PendingEntry changed = stage.asks(1, set("/a", "x"));
        stage.commit(changed);
        stage.run();
        assertThat(stage.take(1)).isEmpty();

        stage.commit(made, changed);
        stage.run();
        assertThat(stage.take(1)).containsExactly("@3 OK /a", "@4 OK");
    }

    @Test
    void aSessionThatMovesEndsWhereItWasAndChangesNothingFromThere() {
        stage.withSessions(1);
        PendingEntry before = stage.asks(1, create("/before"));
        PendingEntry after = stage.asks(1, create("/after"));
        stage.reads(1, get("/before"));
        stage.expect(2);
        stage.commit(before, new Entry.AttachSession(1, SECRET, TIMEOUT, 2, 1), after);
        stage.run();

        assertThat(stage.take(1)).containsExactly("@2 OK /before", "ended MOVED");
        assertThat(stage.take(2)).containsExactly("connected to 1 @3");
        assertThat(TreeDump.of(stage.subtrees, stage.partition.sessions()))
                .containsKey("/before")
                .doesNotContainKey("/after");
        assertThat(sessionChanges()).last().isEqualTo(new SessionChange.Opened(1, 2, TIMEOUT));
    }

    @Test
    void anAttachIsRefusedWithAWrongSecretOrForNoSessionOrBehindAThirdOne() {
        stage.withSessions(1);
        stage.expect(2);
        stage.expect(3);
        stage.expect(4);
        stage.commit(
                new Entry.AttachSession(1, new byte[] {9}, TIMEOUT, 2, 1),
                new Entry.AttachSession(77, SECRET, TIMEOUT, 3, 1),
                new Entry.AttachSession(1, SECRET, TIMEOUT, 200, 1),
                new Entry.AttachSession(1, SECRET, TIMEOUT, 4, 1));
        stage.run();

        assertThat(stage.take(2)).containsExactly("refused EXPIRED");
        assertThat(stage.take(3)).containsExactly("refused EXPIRED");
        assertThat(stage.take(4)).containsExactly("refused MOVED");
        assertThat(stage.take(1)).containsExactly("ended MOVED");
    }

    @Test
    void aCloseIsAnsweredBeforeItEndsTheAttachmentAndTakesTheEphemeralsUnderItsZxid() {
        stage.withSessions(1, 2);
        stage.commit(
                stage.asks(1, create("/a", CreateMode.EPHEMERAL)), stage.asks(1, create("/b", CreateMode.EPHEMERAL)));
        stage.reads(2, new Request.Exists("/a", true));
        stage.reads(2, new Request.Exists("/b", true));
        stage.run();
        stage.take(1);
        stage.take(2);
        stage.commit(stage.closes(1));
        stage.run();

        assertThat(stage.take(1)).containsExactly("@5 OK", "ended CLOSED");
        assertThat(stage.take(2)).containsExactly("NODE_DELETED /a @5", "NODE_DELETED /b @5");
        assertThat(sessionChanges()).last().isEqualTo(new SessionChange.Gone(1));
    }

    @Test
    void anExpiryJudgesOneAttachmentAndIsVoidIfThereIsALaterOne() {
        stage.withSessions(1);
        stage.expect(2);
        stage.commit(new Entry.AttachSession(1, SECRET, TIMEOUT, 2, 1), new Entry.ExpireSession(1, 1));
        stage.run();
        assertThat(stage.take(2)).containsExactly("connected to 1 @2");

        stage.commit(new Entry.ExpireSession(1, 2));
        stage.run();
        assertThat(stage.take(2)).containsExactly("ended EXPIRED");
        assertThat(stage.partition.sessions().count()).isZero();
    }

    @Test
    void aConnectionThatClosedMeanwhileIsNotToldOfItsSession() {
        stage.expect(1);
        stage.partition.disconnect(1);
        stage.commit(new Entry.CreateSession(1, SECRET, TIMEOUT, 1));
        stage.run();

        assertThat(stage.take(1)).isEmpty();
        assertThat(stage.partition.sessions().count()).isEqualTo(1);
    }

    @Test
    void aGapInTheHistoryIsRefused() {
        commit(Zxid.of(1, 1));

        assertThatThrownBy(() -> commit(Zxid.of(1, 3))).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> commit(Zxid.of(2, 2))).isInstanceOf(InvariantViolation.class);
        commit(Zxid.of(2, 1));
    }

    @Test
    void anEntryGivenTwiceIsRefused() {
        commit(Zxid.of(2, 1));

        assertThatThrownBy(() -> commit(Zxid.of(2, 1))).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> commit(Zxid.of(1, 1))).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void rulesOfALaterReleaseAreNotAppliedByGuessing() {
        Submission one = new Submission(1, Parcel.encode(List.of(new Entry.ExpireSession(1, 1))));
        Batch batch = Batch.sequence(Zxid.of(1, 1), 1, Partition.RULES_VERSION + 1, List.of(one));

        assertThatThrownBy(() -> stage.partition.commit(batch))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("rules version");
    }

    private void commit(long zxid) {
        Submission one = new Submission(1, Parcel.encode(List.of(new Entry.ExpireSession(1, 1))));
        stage.partition.commit(Batch.sequence(zxid, 1, 1, List.of(one)));
    }

    private List<SessionChange> sessionChanges() {
        return stage.rounds.stream().flatMap(round -> round.sessions().stream()).toList();
    }
}
