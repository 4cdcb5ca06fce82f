package io.troupe.server;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The server's one door to what no test can repeat: clocks, chance, environment variables and system properties. All
 * other code is handed what it needs of them. A test may override any of it.
 */
public class Environment {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SecureRandom chance = new SecureRandom();

    /** Never goes back and says nothing about the time of day. Timers and time-outs count in it. */
    public long monotonicNanos() {
        return System.nanoTime();
    }

    /** {@link #monotonicNanos} in the unit in which the protocol counts. */
    public long monotonicMillis() {
        return Math.floorDiv(monotonicNanos(), NANOS_PER_MILLI);
    }

    /** The time of day, as it stands in a Stat; it may jump. */
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    /** 64 bits that nobody can guess. */
    public long randomLong() {
        return chance.nextLong();
    }

    /** As many bytes that nobody can guess: a session's secret. */
    public byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return bytes;
    }

    /** An environment variable, if it is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    /** A property that the JVM sets or was given by {@code -D}. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name));
    }

    /** All properties of the JVM, sorted. */
    public Map<String, String> properties() {
        Map<String, String> all = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> all.put(name, System.getProperty(name, "")));
        return all;
    }

    /** How many processors this process may use. */
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
