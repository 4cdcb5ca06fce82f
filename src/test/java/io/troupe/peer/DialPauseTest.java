package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DialPauseTest {
    private final DialPause pause = new DialPause(Duration.ofMillis(200));

    @Test
    void aPeerThatDoesNotAnswerIsTriedAtOneAndTheSamePace() {
        for (int i = 0; i < 20; i++) {
            assertThat(pause.afterNoAnswer()).hasMillis(200);
        }
    }

    @Test
    void connectionsThatComeToNothingAreTriedMoreAndMoreSeldomButForEver() {
        for (int expectedMillis : new int[] {200, 400, 800, 1_600, 3_200, 6_400, 6_400, 6_400}) {
            assertThat(pause.afterConnection()).hasMillis(expectedMillis);
        }
    }

    @Test
    void aConnectionThatHasHeldIsMadeAgainAtOnce() {
        pause.afterConnection();
        pause.afterConnection();
        pause.settled();

        assertThat(pause.afterConnection()).hasMillis(200);
    }
}
