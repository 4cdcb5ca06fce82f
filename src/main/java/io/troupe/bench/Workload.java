package io.troupe.bench;

/**
 * One row of the results.
 *
 * @param ratePerSecond at which operations come due; 0 where each answer gives rise to the next
 */
public record Workload(Scenario scenario, int dataBytes, Shape shape, int ratePerSecond) {
    private static final int DATA_BYTES_MAX = 65_536;

    public Workload {
        if (dataBytes < 0 || dataBytes > DATA_BYTES_MAX) {
            throw new BenchError(dataBytes + " bytes of data: from 0 to " + DATA_BYTES_MAX + " can be measured");
        }
        if (ratePerSecond < 0) {
            throw new BenchError("a rate of " + ratePerSecond + " a second");
        }
        if (scenario.isOneByOne() && (shape.depth() != 1 || ratePerSecond != 0)) {
            throw new BenchError(scenario.title() + " has its own pace: give it a shape like 64x1, and no rate");
        }
        if (scenario == Scenario.EPHEMERAL && ratePerSecond != 0) {
            throw new BenchError("ephemeral takes no rate: each delete follows the answer to its create");
        }
    }

    boolean isOpen() {
        return ratePerSecond > 0;
    }

    /** Of all clients. */
    int connections() {
        return scenario == Scenario.FAN_OUT ? shape.connections() + 1 : shape.connections();
    }

    @Override
    public String toString() {
        String text = scenario.title() + (scenario.hasData() ? " " + dataBytes + " B" : "") + ", " + shape;
        return isOpen() ? text + ", " + ratePerSecond + "/s" : text;
    }
}
