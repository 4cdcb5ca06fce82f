package io.troupe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One column of the results.
 *
 * @param name in JSON
 * @param head in the table
 * @param range whether the table shows the least and the greatest, too
 * @param compared whether ensembles are compared by it
 * @param moreIsBetter of two values
 */
record Figure(
        String name,
        String head,
        boolean range,
        boolean compared,
        boolean moreIsBetter,
        Function<Measured, Optional<Double>> value) {
    private static final double MICROS_PER_MILLI = 1_000;

    static final Figure THROUGHPUT = of("operationsPerSecond", "ops/s", true, true, Measured::perSecond);
    static final Figure CPU = new Figure("cpuMicros", "CPU us/op", true, true, false, Measured::cpuMicros);

    private static final List<Figure> LATENCIES = List.of(
            of("p50Micros", "p50 us", false, true, Measured::p50Micros),
            of("p99Micros", "p99 us", false, false, Measured::p99Micros),
            of("p999Micros", "p99.9 us", false, false, Measured::p999Micros),
            of("maxMicros", "max us", false, false, Measured::maxMicros));

    private static final List<Figure> COSTS = List.of(
            new Figure("switches", "switches", false, false, false, Measured::switches),
            new Figure("diskBytes", "disk B", false, false, false, Measured::diskBytes),
            new Figure("clientCpuMicros", "client us", false, false, false, Measured::clientCpuMicros));

    private static final Figure LATE = of("lateP99Micros", "late us", false, false, Measured::lateP99Micros);

    private static final List<Figure> OF_A_KILL = List.of(
            of("standstillMillis", "no writes ms", true, true, measured -> measured.p50Micros() / MICROS_PER_MILLI),
            of(
                    "allWriteAgainMillis",
                    "all write again ms",
                    true,
                    true,
                    measured -> measured.maxMicros() / MICROS_PER_MILLI));

    private static Figure of(
            String name, String head, boolean range, boolean compared, Function<Measured, Double> value) {
        return new Figure(name, head, range, compared, name.endsWith("PerSecond"), value.andThen(Optional::of));
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

    /** Three digits are what a measurement can tell; thousands keep theirs. */
    static String text(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f", value);
    }

    static String text(Spread spread) {
        return text(spread.median()) + " (" + text(spread.min()) + ".." + text(spread.max()) + ")";
    }

    int width() {
        return range ? Math.max(head.length(), 26) : Math.max(head.length(), 9);
    }
}
