package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Zxid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What went wrong in ZooKeeper, by the name under which it is known there, and does not here. */
class RegressionTest {
    private static final Batch A = Batches.batch(1, 1, "a");
    private static final Batch B = Batches.batch(1, 2, "b");
    private static final Batch C = Batches.batch(1, 3, "c");

    /** The epoch was chosen anew by a leader that had not logged it, so two leaders had the same one. */
    @Test
    void zookeeper335_aLeaderThatCrashesNeverUsesItsEpochAgain() {
        CoreTwin leader = CoreTwin.leader(CoreTwin.log(1, A), 1, 1, 2, 3);
        leader.receive(2, new Message.FollowerInfo(7, CoreTwin.log(1, A).standing(), 1));
        assertThat(leader.sent(2, Message.NewEpoch.class))
                .as("said before it was durable")
                .isEmpty();
        leader.write();
        assertThat(leader.sent(2, Message.NewEpoch.class)).hasSize(1);

        CoreTwin again = CoreTwin.leader(leader.durable(), 1, 1, 2, 3);
        again.receive(2, new Message.FollowerInfo(8, CoreTwin.log(1, A).standing(), 1))
                .write();

        assertThat(again.durable().promisedEpoch()).isEqualTo(3);
    }

    /** A peer with an uncommitted tail rejoined and kept it. */
    @Test
    void zookeeper1154_aTailThatLostIsTruncated() {
        CoreTwin leader = CoreTwin.leader(CoreTwin.log(1, A), 1, 1, 2, 3);
        leader.joins(2, CoreTwin.log(1, A)).write();

        leader.joins(3, CoreTwin.log(1, A, B, C));
        assertThat(leader.take(Effect.Locate.class)).containsExactly(new Effect.Locate(3, Zxid.of(1, 3)));
        leader.step(new Input.Located(3, Zxid.of(1, 3), Zxid.of(1, 1)));
        leader.receive(3, new Message.Probed(2, Zxid.of(1, 1), Zxid.of(1, 1)));

        assertThat(leader.sent(3, Message.Truncate.class)).containsExactly(new Message.Truncate(2, Zxid.of(1, 1)));
        assertThat(leader.sent(3, Message.NewLeader.class)).hasSize(1);
    }

    /** The leader's nearest zxid below the follower's end may be one that the follower never had. */
    @Test
    void zookeeper1154_theCutIsAtAZxidThatBothLogsHave() {
        LogState follower = CoreTwin.log(1, A, B)
                .after(new LogRecord.EpochPromised(3, 3))
                .after(new LogRecord.EpochEntered(3, 3, CoreTwin.ENSEMBLE))
                .after(new LogRecord.Accepted(List.of(Batches.batch(3, 1, "lost")), 0))
                .after(new LogRecord.EpochPromised(5, 2));
        CoreTwin core = CoreTwin.follower(follower, 1, 2);
        core.receive(2, new Message.NewEpoch(1, 5, CoreTwin.ENSEMBLE, false));

        core.receive(2, new Message.Probe(5, Zxid.of(2, 9)));
        assertThat(core.take(Effect.Locate.class)).containsExactly(new Effect.Locate(2, Zxid.of(2, 9)));
        core.step(new Input.Located(2, Zxid.of(2, 9), Zxid.of(1, 2)));

        assertThat(core.sent(2, Message.Probed.class))
                .containsExactly(new Message.Probed(5, Zxid.of(2, 9), Zxid.of(1, 2)));
    }

    /** What a peer had in memory, but not in its log, survived an election there and was lost later. */
    @Test
    void zookeeper2845_aRoleStartsWithNothingButItsLog() {
        CoreTwin leader = CoreTwin.leader(CoreTwin.log(1, A), 1, 1);
        leader.write().step(new Input.Submit(List.of(Batches.submission("never written"))));
        assertThat(leader.durable().lastZxid()).isEqualTo(Zxid.of(1, 1));

        CoreTwin next = CoreTwin.leader(leader.durable(), 1, 1).write();

        assertThat(next.take(Effect.Active.class)).containsExactly(new Effect.Active(3, Zxid.of(1, 1)));
    }

    /** Proposals of a synchronization were logged only after the follower was told that it was up to date. */
    @Test
    void zookeeper3911_nothingCountsThatIsNotInTheLog() {
        CoreTwin follower = joined();
        follower.receive(3, new Message.Propose(2, List.of(A, B), Zxid.of(1, 2)));
        follower.receive(3, new Message.NewLeader(2, Zxid.of(1, 2), CoreTwin.ENSEMBLE));
        assertThat(follower.take(Effect.Commit.class)).isEmpty();
        assertThat(follower.sent(3, Message.AckNewLeader.class)).isEmpty();

        follower.write();

        assertThat(follower.take(Effect.Commit.class)).containsExactly(new Effect.Commit(Zxid.of(1, 2)));
        assertThat(follower.sent(3, Message.AckNewLeader.class)).hasSize(1);
    }

    /** The epoch was written before the history; a crash in between made an incomplete history look like the best. */
    @Test
    void zookeeper4643_historyIsWrittenBeforeTheEpochIsEntered() {
        CoreTwin follower = joined();
        follower.receive(3, new Message.Propose(2, List.of(A, B), 0));
        follower.receive(3, new Message.NewLeader(2, Zxid.of(1, 2), CoreTwin.ENSEMBLE));

        List<LogRecord> written = follower.take(Effect.Persist.class).stream()
                .flatMap(persist -> persist.records().stream())
                .toList();
        assertThat(written).first().isInstanceOf(LogRecord.Accepted.class);
        follower.step(new Input.Durable(2));
        List<LogRecord> next = follower.take(Effect.Persist.class).stream()
                .flatMap(persist -> persist.records().stream())
                .toList();
        assertThat(next).containsExactly(new LogRecord.EpochEntered(2, 3, CoreTwin.ENSEMBLE));
    }

    /** NEWLEADER was acknowledged while the history waited in an asynchronous log. */
    @Test
    void zookeeper4646_theNewLeaderIsAcknowledgedBehindTheLastWrite() {
        CoreTwin follower = joined();
        follower.receive(3, new Message.Propose(2, List.of(A), 0));
        follower.receive(3, new Message.NewLeader(2, Zxid.of(1, 1), CoreTwin.ENSEMBLE));

        follower.step(new Input.Durable(2)); // The history; the epoch is not written yet.

        assertThat(follower.sent(3, Message.AckNewLeader.class)).isEmpty();
        follower.step(new Input.Durable(3));
        assertThat(follower.sent(3, Message.AckNewLeader.class)).hasSize(1);
    }

    /** An ack of a proposal overtook the ack of NEWLEADER, and the leader shut down for it. */
    @Test
    void zookeeper4685_acksGoOutBehindTheAckOfTheNewLeader() {
        CoreTwin follower = joined();
        follower.receive(3, new Message.NewLeader(2, 0, CoreTwin.ENSEMBLE));
        follower.receive(3, new Message.Propose(2, List.of(Batches.batch(2, 1, "x")), 0));
        follower.write();

        List<Message> said = follower.sent(3, Message.class);
        assertThat(said.indexOf(new Message.AckNewLeader(2)))
                .isNotNegative()
                .isLessThan(said.indexOf(new Message.Ack(2, Zxid.of(2, 1))));
    }

    /** COMMIT came between the ack of NEWLEADER and UPTODATE, and was too much for the follower. */
    @Test
    void zookeeper4394_aCommitMayComeBeforeTheFollowerServes() {
        CoreTwin follower = joined();
        follower.receive(3, new Message.NewLeader(2, 0, CoreTwin.ENSEMBLE));
        follower.receive(3, new Message.Propose(2, List.of(Batches.batch(2, 1, "x")), 0))
                .write();

        follower.receive(3, new Message.Commit(2, Zxid.of(2, 1)));

        assertThat(follower.take(Effect.Commit.class)).containsExactly(new Effect.Commit(Zxid.of(2, 1)));
        follower.receive(3, new Message.UpToDate(2, Zxid.of(2, 1)));
        assertThat(follower.take(Effect.Active.class)).containsExactly(new Effect.Active(2, Zxid.of(2, 1)));
    }

    /** Old entries in a majority of logs are not committed by that: a newer history may still win. */
    @Test
    void entriesOfOlderEpochsAreCommittedOnlyByANewEpoch() {
        CoreTwin leader = CoreTwin.leader(CoreTwin.log(1, A), 1, 1, 2, 3);
        leader.joins(2, CoreTwin.log(1, A)).write();
        assertThat(leader.take(Effect.Commit.class)).isEmpty();

        leader.receive(2, new Message.AckNewLeader(2));

        assertThat(leader.take(Effect.Commit.class)).containsExactly(new Effect.Commit(Zxid.of(1, 1)));
    }

    /** A follower of peer 3 that has promised epoch 2 and waits for its history; append 1 was the promise. */
    private static CoreTwin joined() {
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1), 1, 3);
        follower.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false))
                .write();
        assertThat(follower.sent(3, Message.AckEpoch.class)).hasSize(1);
        return follower;
    }
}
