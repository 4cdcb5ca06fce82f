package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Zxid;
import io.troupe.zab.Message.Activity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderTest {
    private static final LogState EMPTY = CoreTwin.log(1);

    @Test
    void aLonePeerFoundsAndCommitsByItself() {
        CoreTwin leader = CoreTwin.leader(LogState.BLANK, 1, 1).write();
        assertThat(leader.take(Effect.Active.class)).containsExactly(new Effect.Active(1, 0));
        assertThat(leader.durable().ensembleId()).isEqualTo(CoreTwin.ENSEMBLE);

        leader.step(submit("a")).write();

        assertThat(leader.take(Effect.Commit.class)).containsExactly(new Effect.Commit(Zxid.of(1, 1)));
    }

    @Test
    void itProposesWhileItWrites() {
        CoreTwin leader = established();

        leader.step(submit("a"));

        assertThat(leader.take(Effect.Persist.class)).hasSize(1);
        assertThat(leader.sent(2, Message.Propose.class)).hasSize(1);
    }

    @Test
    void aQuorumOfFollowersCommitsAheadOfItsOwnDisk() {
        CoreTwin leader = established();
        leader.joins(3, EMPTY).receive(3, new Message.AckNewLeader(2));
        leader.step(submit("a"));
        leader.receive(2, new Message.Ack(2, Zxid.of(2, 1))).receive(3, new Message.Ack(2, Zxid.of(2, 1)));

        assertThat(leader.sent(2, Message.Commit.class)).containsExactly(new Message.Commit(2, Zxid.of(2, 1)));
        assertThat(leader.take(Effect.Commit.class))
                .as("not in its own log yet")
                .isEmpty();
        leader.write();
        assertThat(leader.take(Effect.Commit.class)).containsExactly(new Effect.Commit(Zxid.of(2, 1)));
    }

    @Test
    void whatGathersWhileTheDiskIsBusyIsOneBatch() {
        CoreTwin leader = established();
        leader.step(submit("a")).step(submit("b")).step(submit("c")).write();

        assertThat(leader.sent(2, Message.Propose.class).stream()
                        .flatMap(propose -> propose.batches().stream())
                        .map(Batches::textsOf))
                .containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void writesOfAnotherEpochAreNotTaken() {
        CoreTwin leader = established();

        leader.receive(2, new Message.Forward(1, List.of(Batches.submission("old"))))
                .write();
        leader.receive(3, new Message.Forward(2, List.of(Batches.submission("no follower"))))
                .write();

        assertThat(leader.durable().lastZxid()).isZero();
        leader.receive(2, new Message.Forward(2, List.of(Batches.submission("a"))))
                .write();
        assertThat(leader.durable().lastZxid()).isEqualTo(Zxid.of(2, 1));
    }

    @Test
    void aSlowFollowerGetsNoMoreThanItsWindow() {
        CoreTwin leader = established();
        for (int i = 0; i < 100; i++) {
            leader.step(submit("x".repeat(10_000))).write();
        }

        long sent = leader.sent(2, Message.Propose.class).stream()
                .flatMap(propose -> propose.batches().stream())
                .mapToLong(batch -> batch.bytes().length)
                .sum();
        assertThat(sent).isBetween(1L << 15, (1L << 16) + 16_000);
        leader.receive(2, new Message.Ack(2, Zxid.of(2, 3)));
        assertThat(leader.take(Effect.ReadLog.class))
                .as("the rest is read from disk")
                .isNotEmpty();
    }

    @Test
    void aFollowerThatLostItsLinkGoesOnWhereItsLogEnds() {
        CoreTwin leader = established();
        leader.step(submit("a")).step(submit("b")).write();
        leader.sent(2, Message.class);
        leader.step(new Input.LinkDown(2));
        LogState log = EMPTY.after(new LogRecord.EpochPromised(2, 1))
                .after(new LogRecord.EpochEntered(2, 1, CoreTwin.ENSEMBLE))
                .after(new LogRecord.Accepted(List.of(Batches.batch(2, 1, "a")), 0));

        leader.receive(2, new Message.FollowerInfo(77, log.standing(), 1));
        leader.receive(2, new Message.AckEpoch(77, 2, log.standing()));

        assertThat(leader.sent(2, Message.Truncate.class)).isEmpty();
        assertThat(leader.sent(2, Message.UpToDate.class)).hasSize(1);
        assertThat(leader.sent(2, Message.Propose.class).stream()
                        .flatMap(propose -> propose.batches().stream())
                        .map(Batch::firstZxid))
                .containsExactly(Zxid.of(2, 2));
    }

    @Test
    void aBlankJoinerCountsInNoQuorumUntilItHasEntered() {
        CoreTwin leader = CoreTwin.leader(EMPTY, 1, 1, 2, 3);
        leader.joins(3, LogState.BLANK).write();
        assertThat(leader.durable().promisedEpoch())
                .as("no quorum wants to follow")
                .isEqualTo(1);

        leader.joins(2, EMPTY).write();
        leader.receive(2, new Message.AckNewLeader(2)).write();
        assertThat(leader.take(Effect.Active.class)).hasSize(1);
    }

    /** It may have lost a promise of a later epoch, and entries of this one: the others answer for both. */
    @Test
    void aBlankJoinerEntersBehindAllThatWasProposedOnceAQuorumOfOthersIsHeard() {
        CoreTwin leader = established();
        leader.step(submit("a")).write();
        leader.joins(3, LogState.BLANK);
        assertThat(leader.durable().enteredEpoch()).isEqualTo(2);
        assertThat(leader.sent(3, Message.NewEpoch.class)).isEmpty();

        leader.pass(100);
        long heartbeat = leader.sent(2, Message.Heartbeat.class).get(0).number();
        leader.receive(2, new Message.HeartbeatReply(2, heartbeat));
        assertThat(leader.sent(3, Message.NewEpoch.class))
                .containsExactly(new Message.NewEpoch(3, 2, CoreTwin.ENSEMBLE, false));
        leader.receive(3, new Message.AckEpoch(3, 2, LogState.BLANK.standing()));

        List<Message> fed = leader.sent(3, Message.class);
        assertThat(fed.stream().map(Object::getClass).toList())
                .containsSubsequence(Message.Propose.class, Message.NewLeader.class);
        assertThat(fed).contains(new Message.NewLeader(2, Zxid.of(2, 1), CoreTwin.ENSEMBLE));
    }

    @Test
    void historyEndsAFounding() {
        CoreTwin leader = CoreTwin.leader(LogState.BLANK, 1, 1, 2, 3);

        leader.receive(2, new Message.FollowerInfo(1, EMPTY.standing(), 1));

        assertThat(leader.retired()).isTrue();
    }

    @Test
    void aJoinersNewerPromiseEndsTheEpoch() {
        CoreTwin leader = established();

        leader.receive(
                3,
                new Message.FollowerInfo(
                        1, EMPTY.after(new LogRecord.EpochPromised(5, 2)).standing(), 1));

        assertThat(leader.retired()).isTrue();
        assertThat(leader.sent(2, Message.Farewell.class)).hasSize(1);
    }

    @Test
    void itAnswersALookingPeerAndKeepsLeading() {
        CoreTwin leader = established();
        Standing better = new Standing(1, Zxid.of(1, 99), 1, 1, CoreTwin.ENSEMBLE);

        leader.receive(3, new Message.Notification(Activity.LOOKING, 3, true, better, 0));

        assertThat(leader.sent(3, Message.Notification.class))
                .last()
                .satisfies(answer -> assertThat(answer.activity()).isEqualTo(Activity.LEADING));
        assertThat(leader.retired()).isFalse();
    }

    @Test
    void withoutAQuorumItStepsDown() {
        CoreTwin leader = established();
        leader.pass(900);
        assertThat(leader.retired()).isFalse();

        leader.pass(200);

        assertThat(leader.retired()).isTrue();
    }

    @Test
    void heartbeatRepliesKeepItLeading() {
        CoreTwin leader = established();
        for (int i = 0; i < 40; i++) {
            leader.pass(100);
            for (Message.Heartbeat heartbeat : leader.sent(2, Message.Heartbeat.class)) {
                leader.receive(2, new Message.HeartbeatReply(2, heartbeat.number()));
            }
        }

        assertThat(leader.retired()).isFalse();
    }

    @Test
    void aFollowerWhoseDiskOwesAnAckForTooLongIsNotInSync() {
        CoreTwin leader = established();
        leader.step(submit("a")).write();
        List<Long> retiredAfter = new ArrayList<>();
        for (long millis = 100; millis <= 6000 && !leader.retired(); millis += 100) {
            leader.pass(100);
            leader.receive(2, new Message.HeartbeatReply(2, 0));
            retiredAfter.add(millis);
        }

        assertThat(leader.retired()).isTrue();
        assertThat(retiredAfter.get(retiredAfter.size() - 1)).isBetween(3000L, 4300L);
    }

    @Test
    void syncIsAnsweredWithAllThatWasSequencedOnceAQuorumIsStillInTheEpoch() {
        CoreTwin leader = established();
        leader.step(submit("a"));
        leader.sent(2, Message.Heartbeat.class);

        leader.receive(2, new Message.SyncAsked(2, 5)).step(new Input.Sync(6));
        List<Message.Heartbeat> rounds = leader.sent(2, Message.Heartbeat.class);
        assertThat(rounds).as("the first asks, the second waits for it").hasSize(1);
        assertThat(leader.sent(2, Message.SyncAnswered.class)).isEmpty();
        leader.receive(2, new Message.HeartbeatReply(2, rounds.get(0).number()));
        leader.receive(
                2,
                new Message.HeartbeatReply(
                        2, leader.sent(2, Message.Heartbeat.class).get(0).number()));

        assertThat(leader.sent(2, Message.SyncAnswered.class))
                .containsExactly(new Message.SyncAnswered(2, 5, Zxid.of(2, 1)));
        assertThat(leader.take(Effect.Synced.class)).containsExactly(new Effect.Synced(6, Zxid.of(2, 1)));
    }

    /** ZooKeeper's would (ZOOKEEPER-1675). */
    @Test
    void aLeaderThatIsDeposedAndDoesNotKnowItAnswersNoSync() {
        CoreTwin leader = established();
        leader.step(new Input.Sync(6)).receive(2, new Message.SyncAsked(2, 5));
        leader.receive(3, new Message.HeartbeatReply(2, 1_000));
        for (Message.Heartbeat heartbeat : leader.sent(2, Message.Heartbeat.class)) {
            leader.receive(2, new Message.HeartbeatReply(0, heartbeat.number()));
        }

        assertThat(leader.take(Effect.Synced.class)).isEmpty();
        assertThat(leader.sent(2, Message.SyncAnswered.class)).isEmpty();
    }

    @Test
    void aTouchIsConfirmedOnceAQuorumHasAnsweredWhatWasSentAfterIt() {
        CoreTwin leader = established();
        long before = leader.pass(100).sent(2, Message.Heartbeat.class).get(0).number();
        leader.receive(2, new Message.Touched(2, 7, new long[] {1})).step(new Input.Touched(3, new long[] {2}));
        leader.receive(2, new Message.HeartbeatReply(2, before));
        assertThat(leader.sent(2, Message.TouchesConfirmed.class)).isEmpty();
        assertThat(leader.take(Effect.TouchesConfirmed.class)).isEmpty();

        long after = leader.pass(100).sent(2, Message.Heartbeat.class).get(0).number();
        leader.receive(2, new Message.HeartbeatReply(2, after));
        assertThat(leader.sent(2, Message.TouchesConfirmed.class)).containsExactly(new Message.TouchesConfirmed(2, 7));
        assertThat(leader.take(Effect.TouchesConfirmed.class)).containsExactly(new Effect.TouchesConfirmed(3));
    }

    @Test
    void rulesAreRaisedWhenAllVotersKnowThem() {
        LogState log = EMPTY;
        CoreTwin leader = CoreTwin.leader(log, 1, 1, 2);
        leader.joins(2, log)
                .write()
                .receive(2, new Message.AckNewLeader(2))
                .step(submit("a"))
                .write();

        assertThat(leader.durable().rulesVersion()).isEqualTo(1);
    }

    private static Input.Submit submit(String text) {
        return new Input.Submit(List.of(Batches.submission(text)));
    }

    /** A leader of three in epoch 2 that peer 2 follows; its history is empty. */
    @Test
    void itTellsAnOperatorWhoFollowsAndWhatItProposed() {
        CoreTwin leader = established();
        assertThat(leader.report()).isEqualTo(new LeaderReport(1, 1, LeaderReport.ProposalSizes.NONE));

        leader.joins(3, EMPTY);
        assertThat(leader.report().learners()).isEqualTo(2);
        assertThat(leader.report().synced()).as("peer 3 is on its way").isEqualTo(1);

        leader.step(submit("a"));
        assertThat(leader.report().proposals().lastBytes()).isPositive();
    }

    private static CoreTwin established() {
        CoreTwin leader = CoreTwin.leader(EMPTY, 1, 1, 2, 3);
        leader.joins(2, EMPTY).write();
        leader.receive(2, new Message.AckNewLeader(2)).write();
        assertThat(leader.take(Effect.Active.class)).hasSize(1);
        return leader;
    }
}
