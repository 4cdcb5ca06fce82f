package io.troupe.cli;

import io.troupe.bench.BenchError;
import io.troupe.bench.Scenario;
import io.troupe.bench.Shape;
import io.troupe.bench.Suite;
import io.troupe.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code troupe bench} that say what to ask of an ensemble. */
final class BenchWorkloads {
    @Option(
            names = "--suite",
            paramLabel = "NAME",
            defaultValue = "short",
            description = {
                "which workloads, where no scenario is given: short (minutes),",
                "bars (those of docs/PERFORMANCE.md), full (hours); (short)"
            })
    private String suite = "short";

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "what to ask instead; all of them with each shape and size")
    private List<String> scenarios = List.of();

    @Option(
            names = "--shape",
            paramLabel = "CxD",
            split = ",",
            description = {
                "connections x operations in progress on each",
                "(64x16; 1000x1 for fan-out, 64x1 for churn, 8x1 for leader-kill)"
            })
    private List<String> shapes = List.of();

    @Option(names = "--size", paramLabel = "BYTES", split = ",", description = "of data (100)")
    private List<Integer> sizes = List.of(100);

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "operations that come due each second, whatever the ensemble does,",
                "with latencies from that moment on; without it each answer gives",
                "rise to the next operation"
            })
    private int ratePerSecond;

    /** @throws BenchError where they make no sense */
    List<Workload> all() {
        if (scenarios.isEmpty()) {
            if (!shapes.isEmpty() || ratePerSecond != 0 || !sizes.equals(List.of(100))) {
                throw new BenchError("--shape, --size and --rate belong to --scenario; a suite has its own");
            }
            return Suite.of(suite).workloads();
        }
        List<Workload> all = new ArrayList<>();
        for (String name : scenarios) {
            Scenario scenario = Scenario.of(name);
            for (int size : sizes) {
                for (Shape shape : shapesOf(scenario)) {
                    all.add(new Workload(scenario, size, shape, ratePerSecond));
                }
            }
        }
        return all;
    }

    private List<Shape> shapesOf(Scenario scenario) {
        return shapes.isEmpty()
                ? List.of(scenario.usualShape())
                : shapes.stream().map(Shape::of).toList();
    }
}
