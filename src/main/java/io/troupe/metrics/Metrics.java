package io.troupe.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The instruments of one process by name. Asking twice for a name gives the same instrument; ask once and keep it, the
 * look-up is not meant for a hot path.
 */
public final class Metrics {
    private final Map<String, Instrument> byName = new ConcurrentHashMap<>();

    public Counter counter(String name) {
        return instrument(name, Counter.class, Counter::new);
    }

    public Level level(String name) {
        return instrument(name, Level.class, Level::new);
    }

    public Spread spread(String name) {
        return instrument(name, Spread.class, Spread::new);
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
