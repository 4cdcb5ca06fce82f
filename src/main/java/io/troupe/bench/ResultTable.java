package io.troupe.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The results for a person to read: of each workload one line an ensemble, and one that compares. */
final class ResultTable {
    private static final String HEAD = "%-18s %24s %22s %9s %9s %9s %9s %9s%n"
            .formatted("", "ops/s", "CPU us/op", "p50 us", "p99 us", "switch/op", "disk B/op", "client us");

    private ResultTable() {}

    static String of(Row row) {
        StringBuilder text = new StringBuilder(
                        row.workload() + "  (" + row.workload().scenario().meaning() + ")\n")
                .append(HEAD);
        row.rounds().keySet().forEach(name -> text.append(line(row, name)));
        if (row.rounds().size() > 1) {
            text.append(comparison(row));
        }
        return text.toString();
    }

    private static String line(Row row, String name) {
        return "%-18s %24s %22s %9s %9s %9s %9s %9s%n"
                .formatted(
                        name,
                        spread(row.of(name, Measured::perSecond), "%,.0f"),
                        row.ofKnown(name, Measured::cpuMicros)
                                .map(spread -> spread(spread, "%.1f"))
                                .orElse("-"),
                        number(row.of(name, Measured::p50Micros), "%,.0f"),
                        number(row.of(name, Measured::p99Micros), "%,.0f"),
                        known(row, name, Measured::switches, "%.2f"),
                        known(row, name, Measured::diskBytes, "%,.0f"),
                        known(row, name, Measured::clientCpuMicros, "%.2f"));
    }

    private static String comparison(Row row) {
        String ours = row.rounds().keySet().iterator().next();
        if (!row.isOfServers()) {
            return "  no ratio: the load generator used more CPU than the servers\n";
        }
        StringBuilder text = new StringBuilder();
        row.ratio(measured -> Optional.of(measured.perSecond()), true)
                .ifPresent(ratio -> text.append(ratio("throughput", ours, ratio)));
        row.ratio(Measured::cpuMicros, false).ifPresent(ratio -> text.append(ratio("CPU/op", ours, ratio)));
        row.ratio(measured -> Optional.of(measured.p50Micros()), false)
                .ifPresent(ratio -> text.append(ratio("p50", ours, ratio)));
        return text.toString();
    }

    private static String ratio(String what, String ours, Row.Ratio ratio) {
        return "  %-10s %s / %s: %s%n".formatted(what, ours, ratio.to(), spread(ratio.spread(), "%.2f"));
    }

    private static String known(Row row, String name, Function<Measured, Optional<Double>> what, String format) {
        return row.ofKnown(name, what).map(spread -> number(spread, format)).orElse("-");
    }

    private static String number(Spread spread, String format) {
        return String.format(Locale.ROOT, format, spread.median());
    }

    private static String spread(Spread spread, String format) {
        return String.format(
                Locale.ROOT, format + " (" + format + ".." + format + ")", spread.median(), spread.min(), spread.max());
    }
}
