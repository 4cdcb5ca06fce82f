package io.troupe.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sets of workloads that have a name. */
public enum Suite {
    /** What is said of a system in one sentence: a few minutes. */
    SHORT {
        @Override
        public List<Workload> workloads() {
            return List.of(
                    load(Scenario.SET, 100, PIPELINED),
                    load(Scenario.GET, 100, PIPELINED),
                    load(Scenario.MIXED_90, 100, PIPELINED),
                    load(Scenario.SET, 100, LONE),
                    load(Scenario.GET, 100, LONE));
        }
    },
    /** One row for each promise in docs/PERFORMANCE.md. */
    BARS {
        @Override
        public List<Workload> workloads() {
            List<Workload> all = new ArrayList<>();
            for (Scenario scenario : List.of(Scenario.SET, Scenario.GET)) {
                all.add(load(scenario, 100, PIPELINED));
                all.add(load(scenario, 1_024, PIPELINED));
            }
            for (Scenario scenario : List.of(
                    Scenario.MIXED_90, Scenario.MIXED_50, Scenario.CREATE_DELETE, Scenario.MULTI, Scenario.SYNC_GET)) {
                all.add(load(scenario, 100, PIPELINED));
            }
            for (Scenario scenario : List.of(Scenario.GET, Scenario.SET)) {
                all.add(load(scenario, 100, LONE));
                all.add(load(scenario, 100, WIDE));
            }
            all.add(load(Scenario.FAN_OUT, 100, WATCHERS));
            return all;
        }
    },
    /** Everything, which takes hours. */
    FULL {
        @Override
        public List<Workload> workloads() {
            List<Workload> all = new ArrayList<>();
            for (Scenario scenario : Scenario.values()) {
                if (!scenario.isOneByOne()) {
                    for (int dataBytes : List.of(100, 1_024)) {
                        List.of(LONE, WIDE, PIPELINED).forEach(shape -> all.add(load(scenario, dataBytes, shape)));
                    }
                }
            }
            all.add(load(Scenario.MIXED_50, 100, new Shape(1, 16)));
            all.add(load(Scenario.FAN_OUT, 100, WATCHERS));
            all.add(load(Scenario.CHURN, 100, LONE));
            all.add(load(Scenario.CHURN, 100, WIDE));
            all.add(load(Scenario.LEADER_KILL, 100, new Shape(8, 1)));
            return all;
        }
    };

    private static final Shape LONE = new Shape(1, 1);
    private static final Shape WIDE = new Shape(64, 1);
    private static final Shape PIPELINED = new Shape(64, 16);
    private static final Shape WATCHERS = new Shape(1_000, 1);

    public abstract List<Workload> workloads();

    private static Workload load(Scenario scenario, int dataBytes, Shape shape) {
        return new Workload(scenario, dataBytes, shape, 0);
    }

    /** @throws BenchError for a name that none has */
    public static Suite of(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.title().equals(name.trim().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new BenchError("'" + name + "' is no suite; there are "
                        + Arrays.stream(values()).map(Suite::title).collect(Collectors.joining(", "))));
    }

    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
