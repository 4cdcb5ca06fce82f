package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Zxid;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogStateTest {
    private static final long ENSEMBLE = 42;

    /** Entered epoch 1 and accepted two entries in it. */
    private final LogState member = fold(
            LogState.BLANK,
            new LogRecord.EpochPromised(1, 3),
            new LogRecord.EpochEntered(1, 3, ENSEMBLE),
            accepted(0, Batches.batch(1, 1, "a")),
            accepted(Zxid.of(1, 1), Batches.batch(1, 2, "b")));

    @Test
    void theFoldKnowsHistoryAndPromises() {
        assertThat(member.lastZxid()).isEqualTo(Zxid.of(1, 2));
        assertThat(member.commitPoint()).isEqualTo(Zxid.of(1, 1));
        assertThat(member.ensembleId()).isEqualTo(ENSEMBLE);
        assertThat(member.enteredEpoch()).isEqualTo(1);
        assertThat(member.lastStampMillis()).isEqualTo(1000);
    }

    @Test
    void aPromiseAloneDoesNotEndBlankness() {
        LogState promised = LogState.BLANK.after(new LogRecord.EpochPromised(1, 3));

        assertThat(promised.blank()).isTrue();
        assertThat(member.blank()).isFalse();
    }

    @Test
    void gapsAreViolations() {
        violates(member, accepted(0, Batches.batch(1, 4, "d")));
        violates(member, accepted(0, Batches.batch(1, 2, "again")));
        violates(member, accepted(0, Batches.batch(1, 3, "c"), Batches.batch(1, 5, "e")));
        violates(LogState.BLANK, accepted(0, Batches.batch(1, 2, "b")));
    }

    @Test
    void entriesBelongToTheEpochEnteredOrToHistoryOfTheOnePromised() {
        violates(member, accepted(0, Batches.batch(2, 1, "from nowhere")));

        LogState joining = member.after(new LogRecord.EpochPromised(4, 2));
        LogState synchronizing = joining.after(accepted(0, Batches.batch(3, 1, "history")));
        assertThat(synchronizing.lastZxid()).isEqualTo(Zxid.of(3, 1));
        violates(joining, accepted(0, Batches.batch(4, 1, "before the epoch was entered")));

        LogState entered = synchronizing.after(new LogRecord.EpochEntered(4, 2, ENSEMBLE));
        violates(entered, accepted(0, Batches.batch(3, 2, "history that comes too late")));
        assertThat(entered.after(accepted(0, Batches.batch(4, 1, "x"))).lastZxid())
                .isEqualTo(Zxid.of(4, 1));
    }

    @Test
    void historyMayBeOlderThanAnEpochThatNoQuorumEntered() {
        LogState alone = fold(member, new LogRecord.EpochPromised(2, 3), new LogRecord.EpochEntered(2, 3, ENSEMBLE));

        LogState joining = alone.after(new LogRecord.EpochPromised(3, 1));

        assertThat(joining.after(accepted(0, Batches.batch(1, 3, "c"))).lastZxid())
                .isEqualTo(Zxid.of(1, 3));
        violates(alone, accepted(0, Batches.batch(1, 3, "c")));
    }

    @Test
    void epochsNeverGoBack() {
        LogState later = fold(member, new LogRecord.EpochPromised(5, 1));

        violates(later, new LogRecord.EpochPromised(5, 2));
        violates(later, new LogRecord.EpochPromised(4, 1));
        violates(later, new LogRecord.EpochEntered(4, 3, ENSEMBLE));
        violates(later, new LogRecord.EpochEntered(5, 2, ENSEMBLE));
        violates(later.after(new LogRecord.EpochEntered(5, 1, ENSEMBLE)), new LogRecord.EpochEntered(5, 1, ENSEMBLE));
    }

    @Test
    void truncationEndsTheLogWhereItSays() {
        LogState joining = member.after(new LogRecord.EpochPromised(2, 1));

        assertThat(joining.after(new LogRecord.Truncated(Zxid.of(1, 1))).lastZxid())
                .isEqualTo(Zxid.of(1, 1));
        violates(joining, new LogRecord.Truncated(Zxid.NONE));
        violates(joining, new LogRecord.Truncated(Zxid.of(1, 3)));
        violates(member, new LogRecord.Truncated(Zxid.of(1, 1)));
    }

    @Test
    void nothingIsCommittedBeyondTheEnd() {
        violates(member, accepted(Zxid.of(1, 4), Batches.batch(1, 3, "c")));
    }

    @Test
    void anInstalledSnapshotTakesTheWordAwayUntilTheNextEpoch() {
        LogState installed =
                fold(member, new LogRecord.EpochPromised(9, 1), new LogRecord.Installed(Zxid.of(8, 5), 0, 3, 2000));

        assertThat(installed.standing().counts()).isFalse();
        assertThat(installed.standing().mayFound()).isFalse();
        assertThat(installed.baseZxid()).isEqualTo(Zxid.of(8, 5));
        LogState entered = installed.after(new LogRecord.EpochEntered(9, 1, ENSEMBLE));
        assertThat(entered.standing().counts()).isTrue();
        assertThat(entered.rulesVersion()).isEqualTo(3);
    }

    @Test
    void aPromiseForgetsNoEnsemble() {
        LogState cradle =
                fold(LogState.BLANK, new LogRecord.EpochPromised(1, 3), new LogRecord.EpochEntered(1, 3, ENSEMBLE));

        assertThat(cradle.after(new LogRecord.EpochPromised(2, 1)).ensembleId())
                .as("who leads epoch 2 leads the same ensemble: others may be bound to it already")
                .isEqualTo(ENSEMBLE);
    }

    @Test
    void anEnsembleBindsOnceThereIsSomethingToLose() {
        LogState cradle =
                fold(LogState.BLANK, new LogRecord.EpochPromised(1, 3), new LogRecord.EpochEntered(1, 3, ENSEMBLE));

        assertThat(cradle.boundEnsembleId()).isZero();
        LogState other = fold(cradle, new LogRecord.EpochPromised(2, 1), new LogRecord.EpochEntered(2, 1, 77));
        assertThat(other.ensembleId()).isEqualTo(77);

        assertThat(member.boundEnsembleId()).isEqualTo(ENSEMBLE);
        violates(member.after(new LogRecord.EpochPromised(2, 1)), new LogRecord.EpochEntered(2, 1, 77));
    }

    @Test
    void aSegmentCarriesExactlyWhatCameBefore() {
        assertThat(LogState.BLANK.after(new LogRecord.Carried(member))).isEqualTo(member);
        assertThat(member.after(new LogRecord.Carried(member))).isEqualTo(member);
        violates(member, new LogRecord.Carried(LogState.BLANK));
    }

    private static LogRecord accepted(long commitPoint, Batch... batches) {
        return new LogRecord.Accepted(List.of(batches), commitPoint);
    }

    private static LogState fold(LogState state, LogRecord... records) {
        for (LogRecord record : records) {
            state = state.after(record);
        }
        return state;
    }

    private static void violates(LogState state, LogRecord record) {
        assertThatThrownBy(() -> state.after(record)).isInstanceOf(InvariantViolation.class);
    }
}
