package io.troupe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One column of the results.
 *
 * @param name in JSON
 * @param head in the table
 * @param format of a value
 * @param range whether the table shows the least and the greatest, too
 * @param compared whether ensembles are compared by it
 * @param moreIsBetter of two values
 */
record Figure(
        String name,
        String head,
        String format,
        boolean range,
        boolean compared,
        boolean moreIsBetter,
        Function<Measured, Optional<Double>> value) {
    private static final double MICROS_PER_MILLI = 1_000;

    static final Figure THROUGHPUT = of("operationsPerSecond", "ops/s", "%,.0f", true, true, Measured::perSecond);
    static final Figure CPU = new Figure("cpuMicros", "CPU us/op", "%,.1f", true, true, false, Measured::cpuMicros);

    private static final List<Figure> LATENCIES = List.of(
            of("p50Micros", "p50 us", "%,.0f", false, true, Measured::p50Micros),
            of("p99Micros", "p99 us", "%,.0f", false, false, Measured::p99Micros),
            of("p999Micros", "p99.9 us", "%,.0f", false, false, Measured::p999Micros),
            of("maxMicros", "max us", "%,.0f", false, false, Measured::maxMicros));

    private static final List<Figure> COSTS = List.of(
            new Figure("switches", "switches", "%,.2f", false, false, false, Measured::switches),
            new Figure("diskBytes", "disk B", "%,.0f", false, false, false, Measured::diskBytes),
            new Figure("clientCpuMicros", "client us", "%,.1f", false, false, false, Measured::clientCpuMicros));

    private static final Figure LATE = of("lateP99Micros", "late us", "%,.0f", false, false, Measured::lateP99Micros);

    private static final List<Figure> OF_A_KILL = List.of(
            of(
                    "standstillMillis",
                    "no writes ms",
                    "%,.0f",
                    true,
                    true,
                    measured -> measured.p50Micros() / MICROS_PER_MILLI),
            of(
                    "allWriteAgainMillis",
                    "all write again ms",
                    "%,.0f",
                    true,
                    true,
                    measured -> measured.maxMicros() / MICROS_PER_MILLI));

    private static Figure of(
            String name,
            String head,
            String format,
            boolean range,
            boolean compared,
            Function<Measured, Double> value) {
        return new Figure(name, head, format, range, compared, name.endsWith("PerSecond"), value.andThen(Optional::of));
    }

    /** Those that are shown of a workload. */
    static List<Figure> of(Workload workload) {
        if (workload.scenario() == Scenario.LEADER_KILL) {
            return OF_A_KILL;
        }
        List<Figure> figures = new ArrayList<>(List.of(THROUGHPUT, CPU));
        figures.addAll(LATENCIES);
        figures.addAll(COSTS);
        if (workload.isOpen()) {
            figures.add(LATE);
        }
        return figures;
    }

    int width() {
        return range ? Math.max(head.length(), 26) : Math.max(head.length(), 9);
    }
}
