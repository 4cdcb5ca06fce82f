package io.troupe.bench;

import java.util.List;

/** All that one call of the benchmark has found, in the forms in which it can be had. */
public record Results(List<Row> rows, Pace pace) {
    public Results {
        rows = List.copyOf(rows);
    }

    /** For programs. */
    public String json(Machine machine) {
        return ResultJson.of(this, machine);
    }

    /** A picture, as SVG. */
    public String plot(String title) {
        return ResultPlot.of(this, title);
    }
}
