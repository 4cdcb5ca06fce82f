package io.troupe.client;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The client's one door to clock and chance. All other code is handed what it needs of them; a test may override any.
 */
public class Environment {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Never goes back, says nothing about the time of day: sessions and deadlines count in it. */
    public long monotonicMillis() {
        return Math.floorDiv(System.nanoTime(), NANOS_PER_MILLI);
    }

    /** The time of day, for people to read. */
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    /** Seeds the jitter of a client's pauses. */
    public long randomLong() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** A name that nobody else has: of a client, of a protected znode. */
    public String uniqueName() {
        return UUID.randomUUID().toString();
    }
}
