package io.troupe.bench;

import java.util.List;
import java.util.Locale;

/** The results for a person to read: of each workload one line an ensemble, and what compares them. */
final class ResultTable {
    private static final int NAME_WIDTH = 16;

    private ResultTable() {}

    static String of(Row row) {
        List<Figure> figures = Figure.of(row.workload()).stream()
                .filter(figure -> row.rounds().keySet().stream()
                        .anyMatch(name -> row.spread(name, figure).isPresent()))
                .toList();
        StringBuilder text = new StringBuilder(
                row.workload() + ": " + row.workload().scenario().meaning() + "\n");
        text.append(padded("", NAME_WIDTH));
        figures.forEach(figure -> text.append(right(figure.head(), figure.width())));
        text.append('\n');
        for (String name : row.rounds().keySet()) {
            text.append(padded(name, NAME_WIDTH));
            for (Figure figure : figures) {
                String cell = row.spread(name, figure)
                        .map(spread -> cell(spread, figure))
                        .orElse("-");
                text.append(right(cell, figure.width()));
            }
            text.append('\n');
        }
        if (row.rounds().size() > 1) {
            text.append(comparison(row, figures));
        }
        return text.toString();
    }

    private static String comparison(Row row, List<Figure> figures) {
        if (!row.isOfServers()) {
            return "  no ratio: the load generator used more CPU than the servers\n";
        }
        StringBuilder text = new StringBuilder();
        for (Figure figure : figures) {
            row.ratio(figure)
                    .ifPresent(ratio -> text.append(String.format(
                            Locale.ROOT,
                            "  %-18s %s / %s: %s%n",
                            figure.head(),
                            row.first(),
                            ratio.to(),
                            Figure.text(ratio.spread()))));
        }
        return text.toString();
    }

    private static String cell(Spread spread, Figure figure) {
        return figure.range() ? Figure.text(spread) : Figure.text(spread.median());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(1, width + 1 - text.length())) + text;
    }
}
