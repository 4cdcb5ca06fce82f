package io.troupe.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All rounds of one workload, by the name of the ensemble, in the order in which these were given. */
record Row(Workload workload, Map<String, List<Measured>> rounds) {
    Row {
        rounds = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rounds));
    }

    Spread of(String name, Function<Measured, Double> what) {
        return Spread.of(values(name, what));
    }

    /** Empty where not every round knows it. */
    Optional<Spread> ofKnown(String name, Function<Measured, Optional<Double>> what) {
        return values(name, measured -> what.apply(measured).orElse(Double.NaN)).stream()
                        .noneMatch(value -> value.isNaN())
                ? Optional.of(of(name, measured -> what.apply(measured).orElseThrow()))
                : Optional.empty();
    }

    /**
     * Ours over theirs, round by round, against whichever of the others is best at this.
     *
     * @param moreIsBetter of what is compared
     */
    Optional<Ratio> ratio(Function<Measured, Optional<Double>> what, boolean moreIsBetter) {
        String ours = rounds.keySet().iterator().next();
        if (rounds.keySet().stream().anyMatch(name -> ofKnown(name, what).isEmpty())) {
            return Optional.empty();
        }
        Comparator<String> byMedian = Comparator.comparingDouble(
                name -> ofKnown(name, what).orElseThrow().median());
        return rounds.keySet().stream()
                .filter(name -> !name.equals(ours))
                .max(moreIsBetter ? byMedian : byMedian.reversed())
                .map(best -> new Ratio(
                        best,
                        Spread.ofRatios(
                                values(ours, measured -> what.apply(measured).orElseThrow()),
                                values(best, measured -> what.apply(measured).orElseThrow()))));
    }

    /** One system's figures over those of {@code to}. */
    record Ratio(String to, Spread spread) {}

    /** Where the load generator itself uses more than the servers, it is what is measured. */
    boolean isOfServers() {
        return rounds.keySet().stream().allMatch(name -> {
            Optional<Spread> client = ofKnown(name, Measured::clientCpuMicros);
            Optional<Spread> server = ofKnown(name, Measured::cpuMicros);
            return client.isEmpty()
                    || server.isEmpty()
                    || client.get().median() <= server.get().median();
        });
    }

    private List<Double> values(String name, Function<Measured, Double> what) {
        return rounds.getOrDefault(name, List.of()).stream().map(what).toList();
    }
}
