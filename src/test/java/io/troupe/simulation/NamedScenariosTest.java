package io.troupe.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ways in which ZooKeeper once lost or mixed up what it had promised, played with the peers of this service. All
 * that the simulation checks is checked here too; what is asserted is only what each report adds.
 */
class NamedScenariosTest {

    /** ZOOKEEPER-335: a leader's epoch and last proposal are nowhere but with it, and its epoch is used again. */
    @Test
    void anEpochOnceLedIsNeverLedAgain() {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer old = stage.leader();
        stage.silence(old);
        String lonely = stage.ask(1);
        stage.pass(50);
        old.crash(true);
        stage.awaitLeader();
        stage.connect(stage.client(1), stage.leader());
        stage.write(1);
        stage.world().peers().forEach(peer -> peer.crash(true));
        stage.world().network().heal();
        old.start();
        stage.pass(500);

        stage.end();

        assertThat(stage.exists(lonely)).isFalse();
        assertThat(stage.world().checkers().epochLeaders().count()).isGreaterThanOrEqualTo(3);
    }

    /** ZOOKEEPER-1154: a peer with a proposal that nobody else has rejoins after another leader has moved on. */
    @Test
    void whatOnlyAnOldLeaderHasIsCutWhenItRejoins() {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer old = stage.leader();
        stage.silence(old);
        String lonely = stage.ask(1);
        stage.pass(50);
        old.crash(false);
        stage.awaitLeader();
        stage.connect(stage.client(1), stage.leader());
        String later = stage.write(1);
        stage.world().network().heal();
        old.start();
        stage.awaitAllApplied();

        stage.end();

        assertThat(stage.exists(lonely)).isFalse();
        assertThat(stage.exists(later)).isTrue();
    }

    /** ZOOKEEPER-2845: a peer keeps, through an election, a state in memory that its log does not have. */
    @Test
    void aReplicaThatOutlivesItsRoleHasNothingThatIsNotCommitted() {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer old = stage.leader();
        stage.isolate(old);
        String lonely = stage.ask(1);
        stage.pass(8_000);
        assertThat(old.leads()).isFalse();
        stage.awaitLeader();
        stage.connect(stage.client(1), stage.leader());
        stage.write(1);

        stage.end();

        assertThat(stage.exists(lonely)).isFalse();
        assertThat(old.boots()).isEqualTo(1);
    }

    /** ZOOKEEPER-3701: the disk is full when the log is cut, the error is passed over, and the peer goes on. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aPeerWhoseDiskFailsWhileItIsSynchronizedEndsAndJoinsAnew(int calls) {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer old = stage.leader();
        stage.silence(old);
        String lonely = stage.ask(1);
        stage.pass(50);
        old.crash(false);
        stage.awaitLeader();
        stage.connect(stage.client(1), stage.leader());
        stage.write(1);
        old.disk().failAfterCalls(calls);
        stage.world().network().heal();
        old.start();
        stage.awaitAllApplied();

        stage.end();

        assertThat(stage.exists(lonely)).isFalse();
    }

    /** ZOOKEEPER-3911: a joiner counts for a quorum with history that it has in memory only, and the power fails. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 10, 30, 100, 300, 1_000})
    void whatAJoinerHelpedToCommitSurvivesThePowerOfAll(long slowMillis) {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer first = stage.followers().get(0);
        SimulatedPeer second = stage.followers().get(1);
        first.crash(false);
        for (int i = 0; i < 20; i++) {
            stage.write(1);
        }
        second.crash(false);
        first.disk().slowDown(slowMillis, 60_000);
        first.start();
        stage.awaitLeader();
        stage.connect(stage.client(1), stage.leader());
        String acknowledged = stage.write(1);
        SimulatedPeer leader = stage.leader();
        stage.world().peers().forEach(peer -> peer.crash(true));
        first.start();
        second.start();
        stage.pass(5_000);
        leader.start();

        stage.end();

        assertThat(stage.exists(acknowledged)).isTrue();
    }

    /**
     * ZOOKEEPER-4643: the new epoch is on disk before the history that it begins with, and the peer dies in between.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void aPeerThatDiesWhileItIsSynchronizedCountsOnlyForWhatItHas(int calls) {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer late = stage.followers().get(0);
        SimulatedPeer other = stage.followers().get(1);
        late.crash(true);
        for (int i = 0; i < 5; i++) {
            stage.write(1);
        }
        String acknowledged = stage.write(1);
        late.disk().dieAfterCalls(calls, () -> late.crash(true));
        late.start();
        stage.pass(3_000);
        SimulatedPeer leader = stage.leader();
        leader.crash(true);
        late.start();
        stage.pass(5_000);
        assertThat(other.leads() || late.leads()).isTrue();
        leader.start();

        stage.end();

        assertThat(stage.exists(acknowledged)).isTrue();
    }

    /** ZOOKEEPER-4646: the acknowledgement of a new leader goes out before the log that it speaks of is synced. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20, 200, 2_000})
    void anEpochBeginsOnlyWithWhatAQuorumHasSynced(long slowMillis) {
        Stage stage = Stage.of(3, 1);
        String acknowledged = stage.write(1);
        SimulatedPeer old = stage.leader();
        SimulatedPeer late = stage.followers().get(0);
        late.crash(true);
        String more = stage.write(1);
        late.disk().slowDown(slowMillis, 60_000);
        late.start();
        old.crash(true);
        stage.awaitLeader();
        stage.world().peers().forEach(peer -> peer.crash(true));
        late.start();
        stage.world().network().heal();
        old.start();
        stage.pass(5_000);

        stage.end();

        assertThat(stage.exists(acknowledged)).isTrue();
        assertThat(stage.exists(more)).isTrue();
    }

    /** ZOOKEEPER-4685: an ack of a proposal overtakes that of the new leader, who then gives up for nothing. */
    @Test
    void aLeaderStaysWhileAPeerJoinsUnderLoad() {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer leader = stage.leader();
        SimulatedPeer late = stage.followers().get(0);
        late.crash(false);
        for (int i = 0; i < 20; i++) {
            stage.write(1);
        }
        late.disk().slowDown(40, 60_000);
        late.start();
        for (int i = 0; i < 200; i++) {
            stage.ask(1);
            stage.pass(10);
        }
        stage.awaitAllApplied();

        assertThat(leader.leads()).isTrue();
        assertThat(stage.world().checkers().epochLeaders().count()).isEqualTo(1);
        stage.end();
    }

    /** ZOOKEEPER-4712: what a follower's role had given to its log reaches the disk after the next role has begun. */
    @ParameterizedTest
    @ValueSource(longs = {100, 500, 1_500, 4_000})
    void whatAnOldRoleHadUnderWayDoesNotReachTheLogOfTheNext(long slowMillis) {
        Stage stage = Stage.of(3, 1);
        SimulatedPeer slow = stage.followers().get(0);
        slow.disk().slowDown(slowMillis, 10_000);
        for (int i = 0; i < 10; i++) {
            stage.ask(1);
            stage.pass(20);
        }
        stage.isolate(slow);
        stage.pass(200);
        stage.leader().crash(false);
        stage.world().network().heal();
        stage.pass(3_000);
        stage.awaitLeader();
        stage.pass(10_000);

        stage.end();
    }

    /** ZooKeeper's deposed leader answers (ZOOKEEPER-1675). */
    @Test
    void aDeposedLeaderThatDoesNotKnowItAnswersNoSync() {
        syncAtADeposedLeader(new Seams()).end();
    }

    /** Else the scenario would show nothing. */
    @Test
    void aLeaderThatAsksNobodyAnswersASyncItMustNot() {
        assertThatThrownBy(() -> syncAtADeposedLeader(new SessionMutations.AsksNobody()))
                .hasMessageContaining("linearizable sync");
    }

    private static Stage syncAtADeposedLeader(Seams seams) {
        Stage stage = Stage.of(3, 2, seams);
        SimulatedPeer old = stage.leader();
        stage.isolate(old);
        stage.await(
                "another leader", () -> stage.world().peers().stream().anyMatch(peer -> peer != old && peer.leads()));
        SimulatedPeer next = stage.world().peers().stream()
                .filter(peer -> peer != old && peer.leads())
                .findFirst()
                .orElseThrow();
        stage.client(2).cut();
        stage.connect(stage.client(2), next);
        stage.ask(2);
        stage.await("an acknowledgement", () -> !stage.client(2).waits());
        stage.client(1).ask(List.of(new Request.Sync("/")));
        stage.pass(300);
        return stage;
    }
}
