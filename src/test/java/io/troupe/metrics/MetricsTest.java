package io.troupe.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void aNameIsOneInstrument() {
        metrics.counter("a").add(2);
        metrics.counter("a").add(3);

        assertThat(metrics.counter("a").value()).isEqualTo(5);
        assertThat(metrics.all()).containsOnlyKeys("a");
    }

    @Test
    void aNameHasOneKind() {
        metrics.counter("a");

        assertThatThrownBy(() -> metrics.level("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a is a Counter");
    }

    @Test
    void aLevelRisesAndFalls() {
        metrics.level("connections").add(3);
        metrics.level("connections").add(-1);

        assertThat(metrics.level("connections").value()).isEqualTo(2);
    }

    @Test
    void aSpreadKnowsTheLeastTheMeanAndTheGreatestOfAllBatches() {
        Spread spread = metrics.spread("latency");
        assertThat(spread.leastNanos()).as("of nothing").isZero();

        spread.add(2, 10, 40, 30);
        spread.add(1, 5, 5, 5);

        assertThat(spread.leastNanos()).isEqualTo(5);
        assertThat(spread.meanNanos()).isEqualTo(15);
        assertThat(spread.greatestNanos()).isEqualTo(30);
        assertThat(spread.count()).isEqualTo(3);
    }
}
