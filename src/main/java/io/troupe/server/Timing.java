package io.troupe.server;

/**
 * How long things may take. ZooKeeper counts joining ({@code initLimit}) and lagging ({@code syncLimit}) in ticks;
 * signs of life have a finer beat of their own, so that a dead leader is missed within a second and not within ticks.
 */
public record Timing(
        int tickTimeMillis,
        int initLimitTicks,
        int syncLimitTicks,
        int minSessionTimeoutMillis,
        int maxSessionTimeoutMillis,
        int heartbeatMillis,
        int silenceMillis) {

    /** ZooKeeper's defaults, the limits of its sample file, and our own beat. */
    public static final Timing STANDARD = new Timing(3_000, 10, 5, 6_000, 60_000, 100, 1_000);

    public Timing {
        if (tickTimeMillis < 1
                || initLimitTicks < 1
                || syncLimitTicks < 1
                || minSessionTimeoutMillis < 1
                || maxSessionTimeoutMillis < minSessionTimeoutMillis
                || heartbeatMillis < 1
                || silenceMillis < 2 * heartbeatMillis) {
            throw new IllegalArgumentException("timing that cannot work");
        }
    }

    /** Within which a peer must have joined its leader. */
    public long initLimitMillis() {
        return (long) initLimitTicks * tickTimeMillis;
    }

    /** By which a follower may lag and still count as in sync. */
    public long syncLimitMillis() {
        return (long) syncLimitTicks * tickTimeMillis;
    }
}
