package io.troupe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures ensembles in turn, round by round, so that what else happens on the machine meets all of them alike. */
final class Bench {
    private static final int SESSION_MILLIS = 30_000;

    private final List<Ensemble> ensembles;
    private final Pace pace;
    private final Stopwatch stopwatch;
    private final Consumer<String> progress;

    Bench(List<? extends Ensemble> ensembles, Pace pace, Stopwatch stopwatch, Consumer<String> progress) {
        this.ensembles = List.copyOf(ensembles);
        this.pace = pace;
        this.stopwatch = stopwatch;
        this.progress = progress;
    }

    /** @param place of this workload among all, for who waits */
    Row measure(Workload workload, String place) throws IOException, InterruptedException {
        Map<String, List<Measured>> rounds = new LinkedHashMap<>();
        for (Ensemble ensemble : ensembles) {
            prepare(ensemble, workload);
            rounds.put(ensemble.name(), new ArrayList<>());
        }
        Round round = round(workload.scenario());
        for (int i = 0; i <= pace.rounds(); i++) {
            for (int j = 0; j < ensembles.size(); j++) {
                Ensemble ensemble = ensembles.get((i + j) % ensembles.size());
                String which = place + " " + workload + ", " + (i == 0 ? "warm-up" : "round " + i + "/" + pace.rounds())
                        + ", " + ensemble.name();
                progress.accept(which + " ...");
                Measured measured = round.run(ensemble, workload, pace);
                progress.accept(which + ": " + said(workload, measured));
                if (i > 0) {
                    rounds.computeIfAbsent(ensemble.name(), name -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        return new Row(workload, rounds);
    }

    private Round round(Scenario scenario) {
        return switch (scenario) {
            case CHURN -> new ChurnRound(stopwatch);
            case LEADER_KILL -> new LeaderKillRound(stopwatch);
            default -> new LoadRound(stopwatch);
        };
    }

    private static String said(Workload workload, Measured measured) {
        if (workload.scenario() == Scenario.LEADER_KILL) {
            return "writes stood still for " + Figure.text(measured.p50Micros() / 1_000) + " ms";
        }
        String cpu = measured.cpuMicros()
                .map(micros -> ", " + Figure.text(micros) + " us of CPU each")
                .orElse("");
        return Figure.text(measured.perSecond()) + "/s, p50 " + Figure.text(measured.p50Micros()) + " us" + cpu;
    }

    private static void prepare(Ensemble ensemble, Workload workload) throws IOException {
        try (PlainSession session = PlainSession.open(ensemble.peers().get(0), SESSION_MILLIS)) {
            new Znodes(workload.dataBytes()).prepare(session);
        }
    }

    /** Leaves the trees as they were. */
    void cleanUp() throws IOException {
        for (Ensemble ensemble : ensembles) {
            try (PlainSession session = PlainSession.open(ensemble.peers().get(0), SESSION_MILLIS)) {
                Znodes.remove(session);
            }
        }
    }
}
