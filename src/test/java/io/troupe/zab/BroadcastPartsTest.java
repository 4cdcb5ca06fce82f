package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Zxid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small parts from which a leader's broadcast is made. */
class BroadcastPartsTest {
    private static final Now NOW = new Now(0, 5000);

    @Test
    void aQuorumIsMoreThanHalfOfTheVotersAndOfNobodyElse() {
        Quorum four = new Quorum(List.of(1, 2, 3, 4));

        assertThat(four.reachedBy(List.of(1, 2))).isFalse();
        assertThat(four.reachedBy(List.of(1, 2, 9))).isFalse();
        assertThat(four.reachedBy(List.of(1, 2, 4))).isTrue();
    }

    @Test
    void whatAQuorumHasReachedIsAgreed() {
        Quorum three = new Quorum(List.of(1, 2, 3));

        assertThat(three.agreed(Map.of(1, 9L))).isZero();
        assertThat(three.agreed(Map.of(1, 9L, 2, 4L))).isEqualTo(4);
        assertThat(three.agreed(Map.of(1, 9L, 2, 4L, 3, 7L))).isEqualTo(7);
    }

    @Test
    void stampsNeverGoBackWhateverTheClockDoes() {
        Sequencer sequencer = new Sequencer(2, stamped(9000), 100);
        sequencer.gather(List.of(Batches.submission("a")));
        assertThat(sequencer.sequence(new Now(0, 5000)).get(0).stampMillis()).isEqualTo(9000);
        sequencer.gather(List.of(Batches.submission("b")));
        assertThat(sequencer.sequence(new Now(0, 9500)).get(0).stampMillis()).isEqualTo(9500);
        sequencer.gather(List.of(Batches.submission("c")));
        assertThat(sequencer.sequence(new Now(0, 100)).get(0).stampMillis()).isEqualTo(9500);
    }

    @Test
    void theRulesVersionIsOnlyEverRaised() {
        Sequencer sequencer = new Sequencer(2, LogState.BLANK, 100);
        sequencer.raiseRules(3);
        sequencer.raiseRules(2);
        sequencer.gather(List.of(Batches.submission("a")));

        assertThat(sequencer.sequence(NOW).get(0).rulesVersion()).isEqualTo(3);
    }

    @Test
    void batchesAreClosedAtTheirSizeButTakeOneSubmissionWhole() {
        Sequencer sequencer = new Sequencer(2, LogState.BLANK, 4);
        sequencer.gather(List.of(
                Batches.submission("ab"),
                Batches.submission("cd"),
                Batches.submission("e"),
                Batches.submission("long one")));

        List<Batch> batches = sequencer.sequence(NOW);

        assertThat(batches.stream().map(Batches::textsOf))
                .containsExactly(List.of("ab", "cd"), List.of("e"), List.of("long one"));
        assertThat(batches.get(2).firstZxid()).isEqualTo(Zxid.of(2, 4));
    }

    /** ZOOKEEPER-1277: the counter ran over into the epoch. */
    @Test
    void anEpochEndsBeforeItsCounterRunsOver() {
        Sequencer sequencer = new Sequencer(2, LogState.BLANK, 100);
        int half = Integer.MAX_VALUE;
        sequencer.gather(List.of(new Submission(half, new byte[0]), new Submission(half, new byte[0])));
        sequencer.sequence(NOW);
        sequencer.gather(List.of(Batches.submission("last"), Batches.submission("one too many")));

        assertThat(sequencer.sequence(NOW))
                .singleElement()
                .satisfies(batch -> assertThat(batch.lastZxid()).isEqualTo(Zxid.of(2, Zxid.MAX_COUNTER)));
        assertThat(sequencer.exhausted()).isTrue();
    }

    @Test
    void theTailKeepsWhatIsNotDurableAndOtherwiseItsLimit() {
        int size = Batches.batch(1, 1, "x").bytes().length;
        LogTail tail = new LogTail(0, 2 * size);
        for (int counter = 1; counter <= 5; counter++) {
            tail.add(Batches.batch(1, counter, "x"));
        }
        tail.trim(Zxid.of(1, 1));
        assertThat(tail.reachesBackTo(0)).isFalse();
        assertThat(tail.reachesBackTo(Zxid.of(1, 1))).isTrue();

        tail.trim(Zxid.of(1, 5));

        assertThat(tail.reachesBackTo(Zxid.of(1, 2))).isFalse();
        assertThat(tail.after(Zxid.of(1, 3), size)).containsExactly(Batches.batch(1, 4, "x"));
        assertThat(tail.after(Zxid.of(1, 3), 10 * size)).hasSize(2);
        assertThat(tail.after(Zxid.of(1, 5), size)).isEmpty();
    }

    @Test
    void oneAppendIsOutstandingAndTheRestGathersIntoTheNext() {
        AppendQueue queue = new AppendQueue(CoreTwin.log(1));
        List<Effect> effects = new ArrayList<>();
        for (int counter = 1; counter <= 3; counter++) {
            queue.add(new LogRecord.Accepted(List.of(Batches.batch(1, counter, "x")), 0));
            queue.pump(NOW, effects);
        }
        assertThat(effects).hasSize(1);
        assertThat(queue.durable().lastZxid()).isZero();

        assertThat(queue.complete(99)).isFalse();
        assertThat(queue.complete(1)).isTrue();
        assertThat(queue.durable().lastZxid()).isEqualTo(Zxid.of(1, 1));
        queue.pump(NOW, effects);

        Effect.Persist second = (Effect.Persist) effects.get(1);
        assertThat(second.records())
                .singleElement()
                .satisfies(record ->
                        assertThat(((LogRecord.Accepted) record).batches()).hasSize(2));
    }

    @Test
    void whatContradictsTheLogIsNeverWritten() {
        AppendQueue queue = new AppendQueue(CoreTwin.log(1));

        assertThatThrownBy(() -> queue.add(new LogRecord.Accepted(List.of(Batches.batch(1, 2, "gap")), 0)))
                .isInstanceOf(InvariantViolation.class);
    }

    private static LogState stamped(long millis) {
        return new LogState(0, 1, 0, 0, 0, 0, 0, 0, millis);
    }
}
