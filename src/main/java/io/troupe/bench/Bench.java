package io.troupe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Measures ensembles in turn, round by round, so that what else happens on the machine meets all of them alike. */
final class Bench {
    private static final int SESSION_MILLIS = 30_000;

    private final List<Target> targets;
    private final Pace pace;
    private final ClosedRound round;
    private final Consumer<String> progress;

    /** @param rounds that count; one more before them does not */
    record Pace(int rounds, long warmUpMillis, long measureMillis) {}

    Bench(List<Target> targets, Pace pace, LongSupplier clock, long ownPid, Consumer<String> progress) {
        this.targets = List.copyOf(targets);
        this.pace = pace;
        this.round = new ClosedRound(clock, ProcFiles.ofThisMachine(), ownPid);
        this.progress = progress;
    }

    Row measure(Workload workload) throws IOException, InterruptedException {
        for (Target target : targets) {
            prepare(target, workload);
        }
        Map<String, List<Measured>> rounds = new LinkedHashMap<>();
        targets.forEach(target -> rounds.put(target.name(), new ArrayList<>()));
        for (int i = 0; i <= pace.rounds(); i++) {
            for (int j = 0; j < targets.size(); j++) {
                Target target = targets.get((i + j) % targets.size());
                Measured measured = round.run(target, workload, pace.warmUpMillis(), pace.measureMillis());
                progress.accept(said(workload, i, target, measured));
                if (i > 0) {
                    rounds.computeIfAbsent(target.name(), name -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        return new Row(workload, rounds);
    }

    private String said(Workload workload, int i, Target target, Measured measured) {
        String which = i == 0 ? "warm-up" : "round " + i + "/" + pace.rounds();
        return String.format(
                Locale.ROOT,
                "%s, %s, %s: %,.0f/s%s",
                workload,
                which,
                target.name(),
                measured.perSecond(),
                measured.cpuMicros()
                        .map(micros -> String.format(Locale.ROOT, ", %.1f us CPU/op", micros))
                        .orElse(""));
    }

    private static void prepare(Target target, Workload workload) throws IOException {
        try (PlainSession session = PlainSession.open(target.peers().get(0), SESSION_MILLIS)) {
            new Znodes(workload.dataBytes()).prepare(session);
        }
    }

    /** Leaves the trees as they were. */
    void cleanUp() {
        for (Target target : targets) {
            try (PlainSession session = PlainSession.open(target.peers().get(0), SESSION_MILLIS)) {
                Znodes.remove(session);
            }
        }
    }
}
