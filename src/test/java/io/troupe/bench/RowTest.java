package io.troupe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of ensembles that were measured in turn. */
class RowTest {
    private static final Workload WORKLOAD = new Workload(Scenario.SET, 100, new Shape(64, 16), 0);

    @Test
    void eachFigureIsComparedWithWhicheverOfTheOthersIsBestAtIt() {
        Row row = row(new Named("troupe", rounds(400, 400)), new Named("quick", rounds(200, 100)), thrifty());

        assertThat(row.ratio(Figure.THROUGHPUT)).hasValueSatisfying(ratio -> {
            assertThat(ratio.to()).isEqualTo("quick");
            assertThat(ratio.spread().median()).isEqualTo(3.0);
        });
        assertThat(row.ratio(Figure.CPU).orElseThrow().to()).isEqualTo("thrifty");
    }

    @Test
    void noRatioIsGivenWhereTheLoadGeneratorUsesMoreThanTheServers() {
        Row row = row(
                new Named("troupe", List.of(measured(400, 1, 2), measured(400, 1, 2), measured(400, 3, 2))),
                new Named("other", List.of(measured(100, 9, 2), measured(100, 9, 2), measured(100, 9, 2))));

        assertThat(row.ratio(Figure.THROUGHPUT)).isEmpty();
        assertThat(row.table()).contains("no ratio");
    }

    @Test
    void whatIsNotKnownOfAnEnsembleIsNotCompared() {
        Measured unknown = new Measured(100, 1, 5, 6, 7, 8, 0, Optional.empty(), Optional.empty());
        Row row = row(new Named("ensemble", List.of(unknown)), new Named("other", rounds(200)));

        assertThat(row.ratio(Figure.CPU)).isEmpty();
        assertThat(row.ratio(Figure.THROUGHPUT)).isPresent();
    }

    @Test
    void aColumnThatNobodyKnowsIsAbsent() {
        Measured unknown = new Measured(100, 1, 5, 6, 7, 8, 0, Optional.empty(), Optional.empty());

        String table = row(new Named("ensemble", List.of(unknown))).table();

        assertThat(table).contains("ops/s", "p50 us").doesNotContain("CPU", "disk", "switches");
    }

    @Test
    void theTableShowsMediansWithLeastAndGreatest() {
        assertThat(row(new Named("troupe", rounds(100, 300, 200))).table()).contains("200 (100..300)");
    }

    @Test
    void jsonHoldsEachRoundAndTheMedians() {
        Results results = new Results(
                List.of(row(new Named("troupe", rounds(100, 300, 200)), new Named("other", rounds(100, 100, 100)))),
                new Pace(3, 1, 1));

        String json = results.json(new Machine(2, "a JVM", "a system", "a date"));

        assertThat(json).contains("\"scenario\" : \"set\"", "\"median\" : 200.0", "\"operations\" : 300", "\"ratios\"");
    }

    @Test
    void thePlotShowsABarForEachEnsemble() throws Exception {
        Results results = new Results(
                List.of(row(new Named("troupe", rounds(100)), new Named("other", rounds(50)))), new Pace(1, 1, 1));

        String svg = results.plot("a < b");

        assertThat(svg)
                .startsWith("<svg")
                .contains("set 100 B, 64x16", "a &lt; b", ">other<")
                .endsWith("</svg>\n");
    }

    private static Named thrifty() {
        return new Named("thrifty", List.of(measured(10, 1, 0.1), measured(10, 1, 0.1)));
    }

    private record Named(String name, List<Measured> rounds) {}

    private static Row row(Named... ensembles) {
        Map<String, List<Measured>> rounds = new LinkedHashMap<>();
        Arrays.stream(ensembles).forEach(ensemble -> rounds.put(ensemble.name(), ensemble.rounds()));
        return new Row(WORKLOAD, rounds);
    }

    private static List<Measured> rounds(int... perSecond) {
        return Arrays.stream(perSecond)
                .mapToObj(operations -> measured(operations, 1_000, 1))
                .toList();
    }

    /** All of one second. */
    private static Measured measured(long operations, double serverCpuSeconds, double clientCpuSeconds) {
        return new Measured(
                operations,
                1,
                5,
                6,
                7,
                8,
                0,
                Optional.of(new Usage(serverCpuSeconds, 1, 1)),
                Optional.of(new Usage(clientCpuSeconds, 1, 1)));
    }
}
