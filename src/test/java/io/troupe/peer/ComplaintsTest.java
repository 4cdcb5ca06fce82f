package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private final Complaints complaints = new Complaints();

    @Test
    void aCauseIsSpokenOfOnceAndThenCounted() {
        assertThat(complaints.heard("10.0.0.7")).contains("10.0.0.7");
        for (int i = 0; i < 6_000; i++) {
            assertThat(complaints.heard("10.0.0.7")).isEmpty();
        }
        assertThat(complaints.over("10.0.0.7")).isEqualTo(6_000);
    }

    @Test
    void aCauseThatGoesOnHasOneLineAMinuteWithItsCount() {
        complaints.heard("10.0.0.7");
        complaints.heard("10.0.0.7");
        complaints.over("10.0.0.7");

        assertThat(complaints.heard("10.0.0.7")).isEmpty();
        assertThat(complaints.over("10.0.0.7")).isEqualTo(1);
    }

    @Test
    void aCauseThatWasQuietForAMinuteIsNew() {
        complaints.heard("10.0.0.7");
        assertThat(complaints.over("10.0.0.7")).isZero();

        assertThat(complaints.heard("10.0.0.7")).contains("10.0.0.7");
    }

    @Test
    void anyNumberOfCausesHasABoundedNumberOfLines() {
        long lines = IntStream.range(0, 10_000)
                .filter(i -> complaints.heard("10.0.0." + i).isPresent())
                .count();

        assertThat(lines).isEqualTo(Complaints.CAUSES_MAX + 1);
        assertThat(complaints.over("other causes")).isEqualTo(10_000 - Complaints.CAUSES_MAX - 1);
    }
}
