package io.troupe.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results for programs: each round as it was measured, and what follows from them. Unknown figures are left out.
 */
final class ResultJson {
    private ResultJson() {}

    static String of(Results results, Machine machine) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(
                "machine",
                Map.of(
                        "processors",
                        machine.processors(),
                        "java",
                        machine.java(),
                        "system",
                        machine.system(),
                        "date",
                        machine.date()));
        root.put("rounds", results.pace().rounds());
        root.put("warmUpMillis", results.pace().warmUpMillis());
        root.put("measureMillis", results.pace().measureMillis());
        root.put("workloads", results.rows().stream().map(ResultJson::row).toList());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of numbers and text have no JSON", e);
        }
    }

    private static Map<String, Object> row(Row row) {
        Workload workload = row.workload();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenario", workload.scenario().title());
        json.put("dataBytes", workload.dataBytes());
        json.put("connections", workload.shape().connections());
        json.put("depth", workload.shape().depth());
        if (workload.isOpen()) {
            json.put("ratePerSecond", workload.ratePerSecond());
        }
        Map<String, Object> ensembles = new LinkedHashMap<>();
        row.rounds().keySet().forEach(name -> ensembles.put(name, ensemble(row, name)));
        json.put("ensembles", ensembles);
        Map<String, Object> ratios = new LinkedHashMap<>();
        for (Figure figure : Figure.of(workload)) {
            row.ratio(figure)
                    .ifPresent(ratio ->
                            ratios.put(figure.name(), Map.of("to", ratio.to(), "value", spread(ratio.spread()))));
        }
        if (row.rounds().size() > 1) {
            json.put("ratios", ratios);
        }
        return json;
    }

    private static Map<String, Object> ensemble(Row row, String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Figure figure : Figure.of(row.workload())) {
            row.spread(name, figure).ifPresent(spread -> json.put(figure.name(), spread(spread)));
        }
        List<Map<String, Object>> rounds = row.rounds().getOrDefault(name, List.of()).stream()
                .map(measured -> round(measured, Figure.of(row.workload())))
                .toList();
        json.put("rounds", rounds);
        return json;
    }

    private static Map<String, Object> round(Measured measured, List<Figure> figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("operations", measured.operations());
        json.put("seconds", measured.seconds());
        for (Figure figure : figures) {
            Optional<Double> value = figure.value().apply(measured);
            value.ifPresent(known -> json.put(figure.name(), known));
        }
        return json;
    }

    private static Map<String, Object> spread(Spread spread) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", spread.median());
        json.put("min", spread.min());
        json.put("max", spread.max());
        return json;
    }
}
