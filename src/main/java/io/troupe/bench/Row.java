package io.troupe.bench;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rounds of one workload, by the name of the ensemble; what the others are compared with comes first. */
public record Row(Workload workload, Map<String, List<Measured>> rounds) {
    public Row {
        rounds = Collections.unmodifiableMap(new LinkedHashMap<>(rounds));
    }

    /** For a person to read. */
    public String table() {
        return ResultTable.of(this);
    }

    String first() {
        return rounds.keySet().iterator().next();
    }

    /** Empty where not every round knows it. */
    Optional<Spread> spread(String name, Figure figure) {
        return values(name, figure).map(Spread::of);
    }

    private Optional<List<Double>> values(String name, Figure figure) {
        List<Double> known = rounds.getOrDefault(name, List.of()).stream()
                .flatMap(measured -> figure.value().apply(measured).stream())
                .toList();
        return known.isEmpty()
                        || known.size() < rounds.getOrDefault(name, List.of()).size()
                ? Optional.empty()
                : Optional.of(known);
    }

    /**
     * The first one's figures over those of whichever of the others is best at this, round by round. None where there
     * is nothing to compare with, or where the load generator is what was measured.
     */
    Optional<Ratio> ratio(Figure figure) {
        if (!figure.compared() || !isOfServers() || values(first(), figure).isEmpty()) {
            return Optional.empty();
        }
        Comparator<Map.Entry<String, List<Double>>> byMedian =
                Comparator.comparingDouble(other -> Spread.of(other.getValue()).median());
        List<Double> ours = values(first(), figure).orElseThrow();
        return rounds.keySet().stream()
                .skip(1)
                .flatMap(name -> values(name, figure).stream().map(values -> Map.entry(name, values)))
                .max(figure.moreIsBetter() ? byMedian : byMedian.reversed())
                .map(best -> new Ratio(best.getKey(), Spread.ofRatios(ours, best.getValue())));
    }

    /** One ensemble's figures over those of {@code to}. */
    record Ratio(String to, Spread spread) {}

    /** Where the load generator itself uses more than the servers, it is what is measured. */
    boolean isOfServers() {
        return rounds.keySet().stream()
                .allMatch(name -> rounds.getOrDefault(name, List.of()).stream()
                                .filter(measured -> measured.client().isPresent()
                                        && measured.server().isPresent())
                                .filter(Row::isOfClient)
                                .count()
                        <= rounds.getOrDefault(name, List.of()).size() / 2);
    }

    private static boolean isOfClient(Measured measured) {
        return measured.clientCpuMicros().orElse(0.0) > measured.cpuMicros().orElse(Double.MAX_VALUE);
    }
}
