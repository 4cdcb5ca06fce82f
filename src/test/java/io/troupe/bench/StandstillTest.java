package io.troupe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final int MILLI = (int) TimeUnit.MILLISECONDS.toNanos(1);

    private final Standstill standstill = new Standstill(2);

    @Test
    void theLongestStretchWithoutAnyAcknowledgementCounts() {
        standstill.begin(100 * MILLI);
        standstill.acknowledged(0, 90 * MILLI, 110 * MILLI);
        standstill.acknowledged(1, 110 * MILLI, 510 * MILLI);
        standstill.acknowledged(1, 510 * MILLI, 520 * MILLI);

        assertThat(standstill.measured().p50Micros()).isEqualTo(400_000);
    }

    @Test
    void aWriteSentBeforeDoesNotShowThatAClientWritesAgain() {
        standstill.begin(100 * MILLI);
        standstill.acknowledged(0, 90 * MILLI, 110 * MILLI);
        standstill.acknowledged(1, 105 * MILLI, 300 * MILLI);
        assertThat(standstill.allWriteAgain()).isFalse();

        standstill.acknowledged(0, 200 * MILLI, 700 * MILLI);

        assertThat(standstill.allWriteAgain()).isTrue();
        assertThat(standstill.measured().maxMicros()).isEqualTo(600_000);
    }

    @Test
    void whatCameBeforeOrAfterDoesNotCount() {
        standstill.acknowledged(0, 0, 50 * MILLI);
        standstill.begin(100 * MILLI);
        standstill.acknowledged(0, 101 * MILLI, 102 * MILLI);
        standstill.end();
        standstill.acknowledged(0, 800 * MILLI, 900 * MILLI);

        assertThat(standstill.measured().p50Micros()).isEqualTo(2_000);
    }
}
