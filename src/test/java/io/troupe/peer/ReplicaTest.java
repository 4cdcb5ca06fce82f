package io.troupe.peer;

import static io.troupe.peer.ReplicaStage.SECRET;
import static io.troupe.peer.ReplicaStage.create;
import static io.troupe.peer.ReplicaStage.exists;
import static io.troupe.peer.ReplicaStage.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Acl;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.peer.RoleCommand.SessionGone;
import io.troupe.peer.RoleCommand.SessionOpened;
import io.troupe.peer.RoleCommand.SessionsHeld;
import io.troupe.peer.RoleCommand.Sync;
import io.troupe.peer.RoleCommand.Touched;
import io.troupe.tree.ClientEvent.Connected;
import io.troupe.tree.ClientEvent.Ended;
import io.troupe.tree.ClientEvent.Ending;
import io.troupe.tree.ClientEvent.Refusal;
import io.troupe.tree.ClientEvent.Refused;
import io.troupe.zab.Batch;
import io.troupe.zab.InvariantViolation;
import io.troupe.zab.Submission;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaTest {

    @Test
    void whoConnectsWithoutARoleOrBeforeThePeerHasWhatItMustHaveWaits() {
        ReplicaStage stage = new ReplicaStage();
        stage.connect(1);
        stage.replica.roleActive(1, Zxid.of(1, 1), false);
        stage.connect(2);
        stage.commit();
        assertThat(stage.take(1)).isEmpty();
        assertThat(stage.take(2)).isEmpty();

        stage.replica.roleActive(2, 0, false);
        stage.commit();
        assertThat(stage.take(1)).hasOnlyElementsOfType(Connected.class).hasSize(1);
        assertThat(stage.take(2)).hasOnlyElementsOfType(Connected.class).hasSize(1);
    }

    @Test
    void whoWaitsInVainIsSentAwayAfterTwoThirdsOfItsTimeout() {
        ReplicaStage stage = new ReplicaStage();
        stage.connect(1);
        stage.replica.beat(2_600);
        stage.turn();
        assertThat(stage.take(1)).isEmpty();

        stage.replica.beat(2_750);
        stage.turn();
        assertThat(stage.take(1)).containsExactly(new Refused(Refusal.NOT_SERVING));
    }

    @Test
    void whoHasSeenMoreThanThisPeerIsRefused() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.attach(2, 1, Zxid.of(1, 2), SECRET);
        stage.attach(3, 1, Zxid.of(1, 1), SECRET);
        stage.commit();

        assertThat(stage.take(2)).containsExactly(new Refused(Refusal.BEHIND));
        assertThat(stage.take(3)).hasOnlyElementsOfType(Connected.class).hasSize(1);
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefusedAndMovesNothing() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.attach(2, 1, 0, new byte[] {9});
        stage.commit();

        assertThat(stage.take(2)).containsExactly(new Refused(Refusal.EXPIRED));
        assertThat(stage.take(1)).isEmpty();
        assertThat(stage.toRole).isEmpty();
    }

    @Test
    void aSessionThatIsNowhereIsExpired() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.attach(2, 77, 0, SECRET);
        stage.commit();

        assertThat(stage.take(2)).containsExactly(new Refused(Refusal.EXPIRED));
    }

    @Test
    void aSessionThatAttachesAgainLeavesItsConnection() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.attach(2, 1, 0, SECRET);
        stage.commit();

        assertThat(stage.take(2)).hasOnlyElementsOfType(Connected.class).hasSize(1);
        assertThat(stage.take(1)).containsExactly(new Ended(Ending.MOVED));
        stage.replica.requests(1, List.of(create("/a")));
        stage.turn();
        assertThat(stage.takeSubmitted()).isEmpty();
    }

    @Test
    void whatARoleLostIsSentToTheNextAndAnsweredOnce() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.requests(1, List.of(create("/a"), set("/a", "x"), exists("/a")));
        stage.turn();
        stage.takeSubmitted();
        stage.replica.roleEnded(1);
        stage.replica.requests(1, List.of(set("/a", "y")));
        stage.turn();
        assertThat(stage.takeSubmitted()).isEmpty();

        stage.nextEpoch();
        stage.replica.roleActive(2, 0, false);
        stage.commit();
        assertThat(stage.takeReplies(1)).containsExactly("OK@1", "OK@2", "OK@2", "OK@3");
    }

    @Test
    void whatWasCommittedAndSentAgainIsDoneOnce() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.requests(1, List.of(create("/a"), set("/a", "x")));
        stage.turn();
        List<Submission> first = stage.takeSubmitted();
        stage.replica.roleEnded(1);
        stage.replica.roleActive(2, 0, false);
        stage.turn();
        List<Submission> second = stage.takeSubmitted();
        stage.replica.committed(List.of(stage.sequence(first), stage.sequence(second)));
        stage.turn();
        stage.replica.requests(1, List.of(exists("/a")));
        stage.commit();

        assertThat(stage.takeReplies(1)).containsExactly("OK@2", "OK@3", "OK@5");
    }

    @Test
    void theEndOfAnOlderRoleIsNoNews() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.roleActive(2, 0, false);
        stage.replica.roleEnded(1);
        stage.replica.requests(1, List.of(create("/a")));
        stage.commit();

        assertThat(stage.takeReplies(1)).containsExactly("OK@2");
    }

    @Test
    void anUnansweredSyncIsAskedOfTheNextRole() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.requests(1, List.of(new Op.Sync("/")));
        stage.turn();
        Sync lost = (Sync) stage.toRole.get(0);
        stage.toRole.clear();
        stage.replica.roleEnded(1);
        stage.replica.roleActive(2, 0, false);
        stage.replica.syncAnswered(lost.ticket(), Zxid.of(1, 1));
        stage.turn();
        assertThat(stage.takeReplies(1)).isEmpty();

        Sync again = (Sync) stage.toRole.get(0);
        stage.replica.syncAnswered(again.ticket(), Zxid.of(1, 1));
        stage.turn();
        assertThat(stage.takeReplies(1)).containsExactly("OK@1");
    }

    @Test
    void aGapBetweenCommittedBatchesIsRefused() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.requests(1, List.of(create("/a")));
        stage.turn();
        List<Submission> submitted = stage.takeSubmitted();
        stage.sequence(submitted);
        Batch late = stage.sequence(submitted);

        assertThatThrownBy(() -> stage.replica.committed(List.of(late))).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void aLeaderHearsOfAllSessionsFirstAndThenOfWhatChanges() {
        ReplicaStage stage = ReplicaStage.serving(1, 2);
        stage.replica.roleActive(2, 0, true);
        stage.connect(3);
        stage.replica.requests(1, List.of(new Op.Close()));
        stage.commit();

        assertThat(stage.toRole.get(0))
                .isEqualTo(new SessionsHeld(List.of(new SessionOpened(1, 1, 4_000), new SessionOpened(2, 2, 4_000))));
        assertThat(stage.toRole).contains(new SessionOpened(3, 3, 4_000), new SessionGone(1));
    }

    @Test
    void aFollowerHearsOfTouchesOnlyEachSessionOnceABeat() {
        ReplicaStage stage = ReplicaStage.serving(1, 2);
        stage.replica.touch(1);
        stage.replica.touch(1);
        stage.replica.requests(2, List.of(exists("/")));
        stage.connect(3);
        stage.replica.touch(3);
        stage.replica.beat(100);
        stage.replica.beat(200);
        stage.turn();

        List<RoleCommand> touches =
                stage.toRole.stream().filter(Touched.class::isInstance).toList();
        assertThat(touches).hasSize(1);
        assertThat(((Touched) touches.get(0)).sessions()).containsExactly(1, 2);
    }

    @Test
    void aConnectionWhoseTouchesAreConfirmedStandsHoweverLong() {
        ReplicaStage stage = ReplicaStage.serving(1);
        for (long millis = 100; millis < 20_000; millis += 100) {
            stage.replica.touch(1);
            stage.replica.beat(millis);
            stage.turn();
            Touched last = (Touched) stage.toRole.get(stage.toRole.size() - 1);
            stage.replica.touchesConfirmed(last.number());
        }
        assertThat(stage.take(1)).isEmpty();
    }

    @Test
    void aConnectionEndsTwoThirdsOfItsTimeoutAfterTheSendingOfWhatWasConfirmedLast() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.beat(1_000);
        stage.replica.touchesConfirmed(1);
        stage.replica.touch(1);
        stage.replica.beat(1_100);
        for (long millis = 1_200; millis <= 3_650; millis += 50) {
            stage.replica.touch(1);
            stage.replica.beat(millis);
        }
        stage.turn();
        assertThat(stage.take(1)).isEmpty();

        stage.replica.beat(3_720);
        stage.turn();
        assertThat(stage.take(1)).containsExactly(new Ended(Ending.NOT_SERVING));
    }

    @Test
    void aClientThatIsSilentForLongAndThenHeardHasAMomentToBeConfirmed() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.beat(100);
        stage.replica.touchesConfirmed(1);
        stage.replica.beat(3_300);
        stage.replica.touch(1);
        stage.replica.beat(3_400);
        stage.replica.touchesConfirmed(2);
        stage.replica.beat(4_500);
        stage.turn();

        assertThat(stage.take(1)).isEmpty();
    }

    @Test
    void whatWasNotConfirmedIsSentToTheNextRole() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.beat(100);
        stage.turn();
        stage.replica.roleEnded(1);
        stage.replica.roleActive(2, 0, false);
        stage.toRole.clear();
        stage.replica.beat(200);
        stage.turn();

        assertThat(stage.toRole).hasOnlyElementsOfType(Touched.class).hasSize(1);
    }

    @Test
    void withoutARoleForTooLongConnectionsEndAndTheirWritesStand() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.connect(2);
        stage.replica.requests(1, List.of(create("/a"), exists("/a")));
        stage.replica.roleEnded(1);
        stage.replica.beat(10_000);
        stage.turn();
        assertThat(stage.take(1)).containsExactly(new Ended(Ending.NOT_SERVING));
        assertThat(stage.take(2)).containsExactly(new Refused(Refusal.NOT_SERVING));

        stage.replica.roleActive(2, 0, false);
        stage.commit();
        assertThat(stage.replica.facts().zxid()).isEqualTo(Zxid.of(1, 2));
        assertThat(stage.take(1)).isEmpty();
    }

    @Test
    void connectionsOutliveAShortTimeWithoutARole() {
        ReplicaStage stage = ReplicaStage.serving(1);
        stage.replica.roleEnded(1);
        stage.replica.roleActive(2, 0, false);
        stage.replica.beat(2_500);
        stage.turn();

        assertThat(stage.take(1)).isEmpty();
    }

    @Test
    void aLeaderCollectsWhatIsOfNoUseEvenly() {
        ReplicaStage stage = ReplicaStage.serving(1);
        for (String path : List.of("/a", "/b", "/c")) {
            stage.replica.requests(
                    1, List.of(ReplicaStage.write(new Request.Create(OpCode.CREATE_TTL, path, null, Acl.OPEN, 5, 10))));
        }
        stage.commit();
        long nodes = stage.replica.facts().nodes();
        stage.replica.collect(1_000_000);
        stage.commit();
        assertThat(stage.replica.facts().nodes())
                .as("a follower collects nothing")
                .isEqualTo(nodes);

        stage.replica.roleActive(2, 0, true);
        stage.replica.collect(1_000_000);
        stage.commit();
        stage.replica.beat(100);
        stage.turn();
        List<Submission> collections = stage.takeSubmitted();
        assertThat(collections).extracting(Submission::count).containsExactly(1);
    }

    @Test
    void theFactsAreThoseOfTheWholeTree() {
        ReplicaStage stage = ReplicaStage.serving(1);
        Facts before = stage.replica.facts();
        stage.replica.requests(
                1,
                List.of(create("/a"), create("/b"), new Op.Read(new Request.GetData("/a", true), ReplicaStage.ANYONE)));
        stage.commit();
        Facts after = stage.replica.facts();

        assertThat(after.nodes()).isEqualTo(before.nodes() + 2);
        assertThat(after.watches()).isEqualTo(1);
        assertThat(after.sessions()).isEqualTo(1);
        assertThat(after.connections()).isEqualTo(1);
        assertThat(after.zxid()).isEqualTo(Zxid.of(1, 3));
    }
}
