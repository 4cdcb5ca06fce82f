package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogIndexTest {
    private static Position at(long seqNr) {
        return new Position(seqNr, 1, seqNr * 10);
    }

    @Test
    void notesOneFrameInAStretchAndFindsTheLastBeforeAZxid() {
        LogIndex index = new LogIndex(100);
        for (long zxid = 0; zxid < 100; zxid++) {
            index.accepted(zxid, at(zxid + 1), 10);
        }

        assertThat(index.size()).isEqualTo(10);
        assertThat(index.before(37)).isEqualTo(at(31));
        assertThat(index.floor(37, 0)).isEqualTo(30);
    }

    @Test
    void hasABoundHoweverLongTheLogGrowsAndStillBeginsAtItsBeginning() {
        LogIndex index = new LogIndex(1);
        for (long zxid = 0; zxid < 1_000_000; zxid++) {
            index.accepted(zxid, at(zxid + 1), 1);
        }

        assertThat(index.size()).isLessThanOrEqualTo(16_384);
        assertThat(index.before(0)).isEqualTo(at(1));
        assertThat(index.before(999_999).seqNr()).isGreaterThan(999_000);
    }

    @Test
    void forgetsWhatIsTruncatedAndNotesWhatComesInstead() {
        LogIndex index = new LogIndex(1);
        for (long zxid = 0; zxid < 10; zxid++) {
            index.accepted(zxid, at(zxid + 1), 1);
        }
        index.truncated(11, 5);
        index.accepted(5, at(12), 1);

        assertThat(index.before(9)).isEqualTo(at(12));
        assertThat(index.before(4)).isEqualTo(at(5));
        assertThat(index.truncations().liveUpTo(10)).isEqualTo(5);
        assertThat(index.truncations().liveUpTo(12)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofTwoTruncationsTheLaterHidesTheEarlierUnlessItCutsLess() {
        Truncations deeper = Truncations.NONE.with(10, 50).with(20, 40);
        assertThat(deeper.size()).isEqualTo(1);
        assertThat(deeper.liveUpTo(5)).isEqualTo(40);

        Truncations shallower = Truncations.NONE.with(10, 50).with(20, 60);
        assertThat(shallower.size()).isEqualTo(2);
        assertThat(shallower.liveUpTo(5)).isEqualTo(50);
        assertThat(shallower.liveUpTo(10)).isEqualTo(60);
        assertThat(shallower.liveUpTo(20)).isEqualTo(Long.MAX_VALUE);
    }
}
