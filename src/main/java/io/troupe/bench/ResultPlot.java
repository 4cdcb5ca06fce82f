package io.troupe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results as a picture: of each workload a bar for each ensemble's throughput, and one for what an operation costs
 * it. Bars are drawn against the longest of their workload, since workloads differ by orders of magnitude; the thin
 * line on a bar goes from the least to the greatest of the rounds.
 */
final class ResultPlot {
    private static final List<String> COLOURS = List.of("#2f6f9f", "#b8b8b8", "#7d7d7d", "#c9a227");
    private static final int LABEL_WIDTH = 190;
    private static final int BAR_WIDTH = 240;
    private static final int VALUE_WIDTH = 90;
    private static final int BAR_HEIGHT = 12;
    private static final int GAP = 14;
    private static final int TOP = 84;
    private static final int WIDTH = LABEL_WIDTH + 2 * (BAR_WIDTH + VALUE_WIDTH);

    private final List<Row> rows;
    private final List<String> names;
    private final StringBuilder svg = new StringBuilder();

    private ResultPlot(List<Row> rows) {
        this.rows = rows;
        this.names = new ArrayList<>(rows.get(0).rounds().keySet());
    }

    static String of(Results results, String title) {
        List<Row> rows = results.rows().stream()
                .filter(row -> row.workload().scenario() != Scenario.LEADER_KILL)
                .toList();
        if (rows.isEmpty()) {
            throw new BenchError("there is nothing to plot: throughput and cost are what a plot shows");
        }
        return new ResultPlot(rows).draw(title);
    }

    private String draw(String title) {
        int rowHeight = names.size() * BAR_HEIGHT + GAP;
        int height = TOP + rows.size() * rowHeight;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
                WIDTH,
                height,
                WIDTH,
                height));
        text(8, 20, title, "font-size=\"14\" font-weight=\"bold\"");
        legend();
        text(LABEL_WIDTH, TOP - 10, "operations a second (longer is better)", "");
        text(
                LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH,
                TOP - 10,
                "CPU of the servers, us an operation (shorter is better)",
                "");
        for (int i = 0; i < rows.size(); i++) {
            int y = TOP + i * rowHeight;
            Row row = rows.get(i);
            text(8, y + BAR_HEIGHT, row.workload().toString(), "");
            bars(row, Figure.THROUGHPUT, LABEL_WIDTH, y);
            bars(row, Figure.CPU, LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        int x = 8;
        for (int i = 0; i < names.size(); i++) {
            rectangle(x, 34, 10, 10, colour(i));
            text(x + 15, 43, names.get(i), "");
            x += 40 + 7 * names.get(i).length();
        }
    }

    private void bars(Row row, Figure figure, int x, int y) {
        double longest = names.stream()
                .flatMap(name -> row.spread(name, figure).stream())
                .mapToDouble(Spread::max)
                .max()
                .orElse(0);
        for (int i = 0; i < names.size(); i++) {
            Optional<Spread> spread = row.spread(names.get(i), figure);
            if (spread.isPresent() && longest > 0) {
                bar(spread.get(), BAR_WIDTH / longest, x, y + i * BAR_HEIGHT, colour(i));
            }
        }
    }

    private void bar(Spread spread, double scale, int x, int y, String colour) {
        rectangle(x, y + 1, spread.median() * scale, BAR_HEIGHT - 2, colour);
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"black\" stroke-width=\"0.8\"/>%n",
                x + spread.min() * scale,
                y + BAR_HEIGHT / 2,
                x + spread.max() * scale,
                y + BAR_HEIGHT / 2));
        text(
                (int) (x + spread.max() * scale) + 5,
                y + BAR_HEIGHT - 2,
                Figure.text(spread.median()),
                "font-size=\"10\"");
    }

    private static String colour(int i) {
        return COLOURS.get(i % COLOURS.size());
    }

    private void rectangle(int x, int y, double width, int height, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                height,
                colour));
    }

    private void text(int x, int y, String text, String style) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, y, style, escaped));
    }
}
