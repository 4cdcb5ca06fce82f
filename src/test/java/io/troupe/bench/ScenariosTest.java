package io.troupe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.server.testing.TestEnsemble;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each scenario against a real ensemble, briefly: every reply is what it must be, and nothing is left behind. */
class ScenariosTest {
    private static final Pace BRIEF = new Pace(1, 50, 200);
    private static final int DATA_BYTES = 100;

    private static TestEnsemble ensemble;
    private static GivenEnsemble target;
    private static Stopwatch stopwatch;

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3);
        target = GivenEnsemble.at(
                ensemble.connectString(), List.of(ProcessHandle.current().pid()));
        stopwatch = new Stopwatch(
                System::nanoTime,
                ProcFiles.ofThisMachine(),
                ProcessHandle.current().pid());
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @ParameterizedTest
    @EnumSource(value = Scenario.class, mode = EnumSource.Mode.EXCLUDE, names = "LEADER_KILL")
    void everyReplyIsWhatItMustBe(Scenario scenario) throws Exception {
        Shape shape = scenario.isOneByOne() ? new Shape(5, 1) : new Shape(3, 4);

        Row row = bench().measure(new Workload(scenario, DATA_BYTES, shape, 0), "");

        Measured measured = row.rounds().get("ensemble").get(0);
        assertThat(measured.operations()).isPositive();
        assertThat(measured.p50Micros()).isPositive();
        assertThat(measured.maxMicros()).isGreaterThanOrEqualTo(measured.p50Micros());
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"SET", "SYNC_GET", "CREATE_DELETE"})
    void operationsComeDueAtARate(Scenario scenario) throws Exception {
        Row row = bench().measure(new Workload(scenario, DATA_BYTES, new Shape(3, 4), 100), "");

        // As many as came due within the time that was measured, whatever the ensemble did.
        Measured measured = row.rounds().get("ensemble").get(0);
        assertThat((double) measured.operations()).isCloseTo(measured.seconds() * 100, Offset.offset(2.0));
    }

    @Test
    void whatWasBegunIsEndedBeforeTheSessionsAre() throws Exception {
        Workload workload = new Workload(Scenario.CREATE_DELETE, DATA_BYTES, new Shape(3, 5), 0);
        bench().measure(workload, "");
        bench().measure(new Workload(Scenario.EPHEMERAL, DATA_BYTES, new Shape(3, 5), 0), "");

        assertThat(children("/troupe-bench/made")).isEmpty();
        assertThat(children("/troupe-bench/queue")).isEmpty();
    }

    @Test
    void itsZnodesGoWhenItIsThrough() throws Exception {
        Bench bench = bench();
        bench.measure(new Workload(Scenario.CHILDREN, DATA_BYTES, new Shape(1, 1), 0), "");
        assertThat(children("/troupe-bench/children")).hasSize(7);

        bench.cleanUp();

        assertThat(children("/")).containsExactly("zookeeper");
    }

    private static Bench bench() {
        return new Bench(List.of(target), BRIEF, stopwatch, said -> {});
    }

    /** As a quorum knows it. */
    private static List<String> children(String path) throws IOException {
        try (PlainSession session = PlainSession.open(target.peers().get(0), 10_000)) {
            session.demand(new Request.Sync(path));
            return ((Reply.OfChildren) session.demand(new Request.GetChildren(OpCode.GET_CHILDREN, path, false)))
                    .names();
        }
    }
}
