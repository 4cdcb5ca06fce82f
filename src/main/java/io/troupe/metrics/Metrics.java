package io.troupe.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The instruments of one process by name. Asking twice for a name gives the same instrument; ask once and keep it, the
 * look-up is not meant for a hot path. Each is shown under its own name by Micrometer, which reads it only when
 * somebody asks; what is measured costs no more for that.
 */
public final class Metrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Instrument> byName = new ConcurrentHashMap<>();

    public Counter counter(String name) {
        return instrument(name, Counter.class, () -> {
            Counter counter = new Counter();
            shown(name, counter::value);
            return counter;
        });
    }

    public Level level(String name) {
        return instrument(name, Level.class, () -> {
            Level level = new Level();
            shown(name, level::value);
            return level;
        });
    }

    /** Shown in milliseconds as {@code min_}, {@code avg_} and {@code max_}, which is how ZooKeeper shows one. */
    public Spread spread(String name) {
        return instrument(name, Spread.class, () -> {
            Spread spread = new Spread();
            shown("min_" + name, () -> Math.round(spread.leastNanos() / NANOS_PER_MILLI));
            shown("avg_" + name, () -> spread.meanNanos() / NANOS_PER_MILLI);
            shown("max_" + name, () -> Math.round(spread.greatestNanos() / NANOS_PER_MILLI));
            return spread;
        });
    }

    /** A spread that is shown as how many there were, and their sum in {@code nanosPerUnit}. */
    public Spread summary(String name, double nanosPerUnit) {
        return instrument(name, Spread.class, () -> {
            Spread spread = new Spread();
            shown(name + "_count", spread::count);
            shown(name + "_sum", () -> spread.sumNanos() / nanosPerUnit);
            shown(name + "_max", () -> spread.greatestNanos() / nanosPerUnit);
            return spread;
        });
    }

    /** The same in seconds, as Prometheus wants it. */
    public Spread seconds(String name) {
        return summary(name, NANOS_PER_SECOND);
    }

    /** The same in milliseconds, as ZooKeeper has it. */
    public Spread millis(String name) {
        return summary(name, NANOS_PER_MILLI);
    }

    /** What somebody else counts. {@code value} is asked by whoever wants to see it; NaN is not shown as a number. */
    public void shown(String name, DoubleSupplier value) {
        shown(name, Map.of(), value);
    }

    /** {@code tags} have few values each: never a path, a session or an address. */
    public void shown(String name, Map<String, String> tags, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .strongReference(true)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                        .toList())
                .register(registry);
    }

    /** All that is shown, in the text format of Prometheus. */
    public String exposition() {
        return registry.scrape();
    }

    /** All instruments so far, in the order of their names. */
    public SortedMap<String, Instrument> all() {
        return new TreeMap<>(byName);
    }

    private <I extends Instrument> I instrument(String name, Class<I> kind, Supplier<I> make) {
        Instrument instrument = byName.computeIfAbsent(name, absent -> make.get());
        if (!kind.isInstance(instrument)) {
            throw new IllegalArgumentException(name + " is a "
                    + instrument.getClass().getSimpleName() + " and cannot be a " + kind.getSimpleName());
        }
        return kind.cast(instrument);
    }
}
