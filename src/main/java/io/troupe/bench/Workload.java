package io.troupe.bench;

/** One row of the results: what is asked, how large the data are, how much of it at once. */
public record Workload(Scenario scenario, int dataBytes, Shape shape) {
    @Override
    public String toString() {
        return scenario.title() + " " + dataBytes + " B, " + shape;
    }
}
