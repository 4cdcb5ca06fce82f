package io.troupe.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The keys of one configuration, each with its value and where it stands, sorted by {@link ZooKeys}: the refused ones
 * have been refused, the idle and the unknown have become warnings, and what is left is asked for by name. Every
 * complaint about a value goes through here, so that each names file, line and key.
 */
final class ZooSettings {
    private static final String PREFIX = "zookeeper.";

    /** What a file (or the command line of the JVM) says of one key. */
    record Given(String place, String key, String value) {
        ConfigError wrong(String reason) {
            return new ConfigError(place + ": " + key + "=" + value + ": " + reason);
        }
    }

    private final String file;
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private ZooSettings(String file) {
        this.file = file;
    }

    /**
     * @param properties of the JVM: what ZooKeeper would take from its {@code -D} options counts here, too, but a file
     *     goes before them
     * @throws ConfigError where a key is refused
     */
    static ZooSettings sorted(String file, List<PropertiesText.Property> lines, Map<String, String> properties) {
        ZooSettings settings = new ZooSettings(file);
        properties.forEach(settings::takeProperty);
        Map<String, Given> inFile = new LinkedHashMap<>();
        for (PropertiesText.Property line : lines) {
            Given now = new Given(
                    file + ":" + line.line(), stripped(line.key()), line.value().trim());
            Given before = inFile.put(now.key(), now);
            if (before != null && !before.value().equals(now.value())) {
                settings.warn(now.place() + ": " + now.key() + " is given before, at " + before.place()
                        + ", with another value; the last one counts");
            }
        }
        settings.given.putAll(inFile);
        settings.refuse();
        settings.warnOfUnknown();
        settings.warnOfIdle();
        return settings;
    }

    private static String stripped(String key) {
        return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
    }

    /** Clients set properties of the same prefix, so what the table does not know is not ours to warn of. */
    private void takeProperty(String name, String value) {
        String key = stripped(name);
        boolean ours = name.startsWith(PREFIX) || name.equals("jute.maxbuffer");
        if (ours && ZooKeys.find(key).isPresent()) {
            given.put(key, new Given("-D" + name, key, value.trim()));
        }
    }

    private void refuse() {
        for (Given one : given.values()) {
            ZooKey key = ZooKeys.find(one.key()).orElse(null);
            if (key != null
                    && key.standing() == ZooKey.Standing.REFUSED
                    && !key.harmless().contains(one.value())) {
                throw one.wrong("cannot be followed, and the peer does not start without it: " + key.meaning());
            }
        }
    }

    private void warnOfUnknown() {
        for (Given one : given.values()) {
            if (ZooKeys.find(one.key()).isEmpty()) {
                String hint = NearestName.to(one.key())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
                warn(one.place() + ": nobody knows the key " + one.key() + hint);
            }
        }
    }

    private void warnOfIdle() {
        TreeSet<String> idle = new TreeSet<>();
        for (Given one : given.values()) {
            if (ZooKeys.find(one.key())
                    .filter(key -> key.standing() == ZooKey.Standing.IDLE)
                    .isPresent()) {
                idle.add(one.key());
            }
        }
        if (!idle.isEmpty()) {
            warn(file + ": ZooKeeper's, without a meaning here, left aside: " + String.join(", ", idle));
        }
    }

    void warn(String line) {
        warnings.add(line);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Where a key stands, for a complaint about more than its value. */
    String placeOf(String key) {
        return given.containsKey(key) ? given.get(key).place() : file;
    }

    ConfigError missing(String key, String reason) {
        return new ConfigError(file + ": " + key + " is missing: " + reason);
    }

    /** What stands for this key, or its default; empty where it has neither. */
    Optional<Given> find(String key) {
        ZooKey known = ZooKeys.named(key);
        Given found = given.get(key);
        if (found != null || known.standard().isEmpty()) {
            return Optional.ofNullable(found);
        }
        return Optional.of(new Given(file + " (default)", key, known.standard()));
    }

    /** All keys of a family, such as {@code server.1} and {@code server.2}. */
    List<Given> family(String stem) {
        return given.values().stream().filter(one -> one.key().startsWith(stem)).toList();
    }

    /** A whole number within bounds. A key without default and value is {@code absent}. */
    int whole(String key, int least, int most, int absent) {
        return find(key).map(one -> wholeOf(one, least, most)).orElse(absent);
    }

    int whole(String key, int least, int most) {
        return whole(key, least, most, least);
    }

    private static int wholeOf(Given one, int least, int most) {
        // Only the frame limit may be written 0x400000: in ZooKeeper it is a property of the JVM, which reads so.
        Function<String, Long> parse = one.key().equals("jute.maxbuffer") ? Long::decode : Long::parseLong;
        long number = parsed(one, parse, "a whole number is wanted");
        if (number < least || number > most) {
            throw one.wrong("must be from " + least + " to " + most);
        }
        return (int) number;
    }

    boolean yes(String key, String yes, String no) {
        Given one = find(key).orElseThrow();
        if (one.value().equalsIgnoreCase(yes) || one.value().equalsIgnoreCase(no)) {
            return one.value().equalsIgnoreCase(yes);
        }
        throw one.wrong("must be " + yes + " or " + no);
    }

    /** What {@code parse} makes of a value; what it throws becomes a complaint that names the line. */
    static <T> T parsed(Given one, Function<String, T> parse, String wanted) {
        try {
            return parse.apply(one.value());
        } catch (IllegalArgumentException e) {
            throw one.wrong(wanted.isEmpty() ? String.valueOf(e.getMessage()) : wanted);
        }
    }
}
