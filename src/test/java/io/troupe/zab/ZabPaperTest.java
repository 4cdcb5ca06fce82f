package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Zxid;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The properties by which the ZAB paper (Junqueira, Reed, Serafini: Zab: High-performance broadcast for primary-backup
 * systems, DSN 2011) defines the protocol, section III.B, one test each; then the traps of its section V.
 */
class ZabPaperTest {
    private final Ensemble ensemble = Ensemble.calm(3);

    /** If some process delivers (v, z), then some process has broadcast (v, z). */
    @Test
    void integrity() {
        found();
        submit(3, "a");
        ensemble.run(500);

        // CommittedHistory fails on an entry that nobody submitted; here, one that was submitted comes once.
        assertEveryoneApplied("a");
    }

    /** If some process delivers (v, z) before (v', z'), then any that delivers (v', z') delivers (v, z) before it. */
    @Test
    void totalOrder() {
        found();
        for (int i = 0; i < 30; i++) {
            submit(1 + i % 3, "w" + i);
            ensemble.run(1);
        }
        ensemble.run(500);

        List<String> order = ensemble.peer(1).appliedTexts();
        assertThat(order).hasSize(30);
        assertThat(ensemble.peer(2).appliedTexts()).isEqualTo(order);
        assertThat(ensemble.peer(3).appliedTexts()).isEqualTo(order);
    }

    /** If processes f and g deliver (v, z) and (v', z'), either f delivers (v', z') or g delivers (v, z). */
    @Test
    void agreement() {
        found();
        ensemble.isolate(1);
        submit(3, "a");
        ensemble.run(3000);
        assertThat(ensemble.peer(1).appliedTexts()).isEmpty();

        ensemble.heal();
        ensemble.connect();
        ensemble.run(3000);
        assertEveryoneApplied("a");
    }

    /** A primary's own transactions are delivered in the order in which it broadcast them. */
    @Test
    void localPrimaryOrder() {
        found();
        submit(3, "a");
        submit(3, "b");
        ensemble.run(2);
        submit(3, "c");
        ensemble.run(500);

        assertEveryoneApplied("a", "b", "c");
    }

    /** What an earlier primary broadcast is delivered before what a later one did, if at all. */
    @Test
    void globalPrimaryOrder() {
        found();
        submit(3, "of the first");
        ensemble.run(500);
        ensemble.peer(3).crash();
        ensemble.run(3000);
        submit(2, "of the second");
        ensemble.run(500);
        ensemble.peer(3).start();
        ensemble.run(3000);

        assertEveryoneApplied("of the first", "of the second");
        List<Long> epochs = ensemble.peer(1).disk().batches().stream()
                .map(batch -> Zxid.epochOf(batch.firstZxid()))
                .toList();
        assertThat(epochs).isSorted().doesNotHaveDuplicates();
    }

    /** Before a primary broadcasts in its epoch it has delivered all that is ever delivered of earlier ones. */
    @Test
    void primaryIntegrity() {
        LogState behind = CoreTwin.log(1, Batches.batch(1, 1, "a"));
        LogState ahead = CoreTwin.log(1, Batches.batch(1, 1, "a"), Batches.batch(1, 2, "b"));
        CoreTwin leader = CoreTwin.leader(behind, 1, 1, 2, 3);

        leader.joins(2, ahead);

        assertThat(leader.retired())
                .as("its history is not the best of its quorum")
                .isTrue();
    }

    /** Section V.A, step l.1.1: the new epoch is later than any that a quorum has promised. */
    @Test
    void aNewEpochIsLaterThanAnyPromised() {
        CoreTwin leader = CoreTwin.leader(CoreTwin.log(1), 1, 1, 2, 3);
        LogState promised = CoreTwin.log(1).after(new LogRecord.EpochPromised(6, 3));

        leader.receive(2, new Message.FollowerInfo(9, promised.standing(), 1)).write();

        assertThat(leader.durable().promisedEpoch()).isEqualTo(7);
        assertThat(leader.sent(2, Message.NewEpoch.class))
                .extracting(Message.NewEpoch::epoch)
                .containsExactly(7L);
    }

    /** Section V.A, step f.1.1: a follower promises an epoch once, and to one leader. */
    @Test
    void aPromiseIsKept() {
        LogState promised = CoreTwin.log(1).after(new LogRecord.EpochPromised(2, 3));
        CoreTwin follower = CoreTwin.follower(promised, 1, 2);

        follower.receive(2, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false));

        assertThat(follower.retired()).isTrue();
        assertThat(follower.sent(2, Message.AckEpoch.class)).isEmpty();
    }

    /**
     * Section V.A, step f.2.1: accepting the history and entering the epoch are durable before they are acknowledged.
     */
    @Test
    void theHistoryIsDurableBeforeTheNewLeaderIsAcknowledged() {
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1), 1, 3);
        follower.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false))
                .write();
        follower.receive(3, new Message.Propose(2, List.of(Batches.batch(1, 1, "a")), 0));
        follower.receive(3, new Message.NewLeader(2, Zxid.of(1, 1), CoreTwin.ENSEMBLE));
        assertThat(follower.sent(3, Message.AckNewLeader.class)).isEmpty();

        follower.write();

        assertThat(follower.sent(3, Message.AckNewLeader.class)).hasSize(1);
        assertThat(follower.durable().enteredEpoch()).isEqualTo(2);
        assertThat(follower.durable().lastZxid()).isEqualTo(Zxid.of(1, 1));
    }

    /**
     * Trap 1 of the machine-checked specification: a joiner that acknowledged the epoch, but not yet the new leader,
     * must miss nothing that is proposed meanwhile. Trap 2: nor may it get such a proposal twice.
     */
    @Test
    void aJoinerGetsEveryProposalOnce() {
        CoreTwin leader = established();
        LogState joiner = CoreTwin.log(1);
        leader.joins(3, joiner).write();
        leader.step(new Input.Submit(List.of(Batches.submission("while it joins"))))
                .write();
        leader.receive(3, new Message.AckNewLeader(2)).write();
        leader.step(new Input.Submit(List.of(Batches.submission("after")))).write();

        List<String> texts = leader.sent(3, Message.Propose.class).stream()
                .flatMap(propose -> propose.batches().stream())
                .flatMap(batch -> Batches.textsOf(batch).stream())
                .toList();

        assertThat(texts).containsExactly("while it joins", "after");
    }

    /** Trap 3: what lets a joiner serve carries the latest commit, not the one at the beginning of the epoch. */
    @Test
    void aJoinerLearnsTheLatestCommit() {
        CoreTwin leader = established();
        leader.step(new Input.Submit(List.of(Batches.submission("a")))).write();
        leader.receive(2, new Message.Ack(2, Zxid.of(2, 1)));

        leader.joins(3, CoreTwin.log(1)).receive(3, new Message.AckNewLeader(2));

        assertThat(leader.sent(3, Message.UpToDate.class)).containsExactly(new Message.UpToDate(2, Zxid.of(2, 1)));
    }

    /** A leader of three in epoch 2 that peer 2 follows; its history is empty. */
    private static CoreTwin established() {
        CoreTwin leader = CoreTwin.leader(CoreTwin.log(1), 1, 1, 2, 3);
        leader.joins(2, CoreTwin.log(1)).write();
        leader.receive(2, new Message.AckNewLeader(2)).write();
        assertThat(leader.take(Effect.Active.class)).hasSize(1);
        return leader;
    }

    private void found() {
        ensemble.peers().forEach(PeerTwin::start);
        ensemble.run(2000);
        assertThat(ensemble.peer(3).role()).isEqualTo("leads");
    }

    private void submit(int peer, String text) {
        ensemble.peer(peer).submit(text);
    }

    private void assertEveryoneApplied(String... texts) {
        for (PeerTwin peer : ensemble.peers()) {
            assertThat(peer.appliedTexts()).as("peer %s", peer.id()).containsExactly(texts);
        }
    }
}
