package io.troupe.server;

import io.troupe.metrics.Counter;
import io.troupe.metrics.Metrics;
import io.troupe.metrics.Spread;
import io.troupe.peer.PeerObserver.Role;

/** Measures for how long this peer has been without a role each time. Told on the peer loop alone. */
final class Elections {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Environment environment;
    private final Spread took;
    private final Counter looked;
    private long lookingSinceMillis;
    private boolean looking;

    Elections(Metrics metrics, Environment environment) {
        this.environment = environment;
        this.took = metrics.millis("election_time");
        this.looked = metrics.counter("looking_count");
    }

    void roleChanged(Role role) {
        long now = environment.monotonicMillis();
        if (role == Role.LOOKING) {
            looked.add(1);
            lookingSinceMillis = looking ? lookingSinceMillis : now;
        } else if (looking) {
            long nanos = (now - lookingSinceMillis) * NANOS_PER_MILLI;
            took.add(1, nanos, nanos, nanos);
        }
        looking = role == Role.LOOKING;
    }
}
