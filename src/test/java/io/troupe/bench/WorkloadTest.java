package io.troupe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may ask for. */
class WorkloadTest {
    @Test
    void aShapeIsConnectionsTimesDepth() {
        assertThat(Shape.of("64x16")).isEqualTo(new Shape(64, 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "x16", "0x1", "1x0", "64x99999", "64 x 16", "-1x1"})
    void whatIsNoShapeIsRefusedByName(String text) {
        assertThatThrownBy(() -> Shape.of(text)).isInstanceOf(BenchError.class).hasMessageContaining("connection");
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void eachScenarioIsFoundByItsName(Scenario scenario) {
        assertThat(Scenario.of(scenario.title())).isEqualTo(scenario);
        assertThat(new Workload(scenario, 100, scenario.usualShape(), 0).toString())
                .startsWith(scenario.title());
    }

    @Test
    void aNameThatIsNoneIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> Scenario.of("sett")).hasMessageContaining("sync+get");
        assertThatThrownBy(() -> Suite.of("long")).hasMessageContaining("short");
    }

    @Test
    void theFullSuiteHoldsEveryScenario() {
        assertThat(Suite.FULL.workloads().stream().map(Workload::scenario)).contains(Scenario.values());
        assertThat(Arrays.stream(Suite.values()).map(Suite::workloads)).noneMatch(List::isEmpty);
    }

    @Test
    void whatHasItsOwnPaceTakesNoOther() {
        assertThatThrownBy(() -> new Workload(Scenario.FAN_OUT, 100, new Shape(10, 2), 0))
                .isInstanceOf(BenchError.class);
        assertThatThrownBy(() -> new Workload(Scenario.CHURN, 100, new Shape(10, 1), 5))
                .isInstanceOf(BenchError.class);
        assertThatThrownBy(() -> new Workload(Scenario.EPHEMERAL, 100, new Shape(10, 1), 5))
                .isInstanceOf(BenchError.class);
    }

    @Test
    void addressesAreHostsAndPorts() {
        assertThat(GivenEnsemble.at("127.0.0.1:2181, 127.0.0.1:2182", List.of()).peers())
                .extracting(peer -> peer.getPort())
                .containsExactly(2181, 2182);
        assertThat(GivenEnsemble.at("127.0.0.1", List.of()).peers().get(0).getPort())
                .isEqualTo(2181);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:port", "127.0.0.1:70000", ",127.0.0.1:1", "no such host:1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> GivenEnsemble.at(text, List.of())).isInstanceOf(BenchError.class);
    }

    @Test
    void aLeaderIsKilledOnlyWhereItWasStarted() {
        Workload kill = new Workload(Scenario.LEADER_KILL, 100, new Shape(8, 1), 0);
        GivenEnsemble given = GivenEnsemble.at("127.0.0.1:1", List.of());

        assertThatThrownBy(() -> new BenchRun.Wish(
                        List.of(kill), new Pace(1, 1, 1), 3, 100, java.util.Optional.of(given), false))
                .hasMessageContaining("--connect");
    }
}
