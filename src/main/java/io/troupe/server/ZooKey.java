package io.troupe.server;

import java.util.Objects;
import java.util.Set;

/**
 * One key of a configuration file: what becomes of it here, the value that holds where it is absent, and what it means.
 * A name that ends in {@code .N} stands for that name with any number, one that ends in {@code *} for all that begin
 * so.
 *
 * @param standard the default, as a file would say it; empty where there is none, or where it follows from other keys
 * @param harmless values of a refused key that ask for nothing
 */
public record ZooKey(String name, Standing standing, String standard, String meaning, Set<String> harmless) {
    /** What becomes of a key. */
    public enum Standing {
        /** It does what it does in ZooKeeper, or what its meaning here says. */
        HONOURED,
        /** ZooKeeper's, without a meaning here (yet): left aside, with one warning for all of these. */
        IDLE,
        /**
         * To leave it aside would weaken what the file asks for, so a peer does not start with it until it is built.
         */
        REFUSED
    }

    public ZooKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(standard, "standard");
        Objects.requireNonNull(meaning, "meaning");
        harmless = Set.copyOf(harmless);
    }

    static ZooKey honoured(String name, String standard, String meaning) {
        return new ZooKey(name, Standing.HONOURED, standard, meaning, Set.of());
    }

    static ZooKey idle(String name, String meaning) {
        return new ZooKey(name, Standing.IDLE, "", meaning, Set.of());
    }

    static ZooKey refused(String name, String meaning, String... harmless) {
        return new ZooKey(name, Standing.REFUSED, "", meaning, Set.of(harmless));
    }

    /** Whether {@code key}, as a file spells it (without the prefix {@code zookeeper.}), is this one. */
    boolean matches(String key) {
        if (name.endsWith("*")) {
            return key.startsWith(stem());
        }
        return isNumbered() ? key.startsWith(stem()) : key.equals(name);
    }

    /** Whether it is one of a family, such as {@code server.1}, {@code server.2}. */
    boolean isNumbered() {
        return name.endsWith(".N");
    }

    /** What all spellings of this key begin with. */
    String stem() {
        return name.endsWith("*") || isNumbered() ? name.substring(0, name.length() - 1) : name;
    }
}
