package io.troupe.server;

import io.troupe.session.Chance;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers and secrets of sessions. Ids have ZooKeeper's layout: the peer's id in the high byte, then the time at
 * which the process started, then a counter that may run into the time: two starts are further apart than what one peer
 * opens.
 */
final class SessionNumbers implements Chance {
    private static final int SECRET_BYTES = 16;
    private static final int ID_SHIFT = 56;
    private static final int COUNTER_BITS = 16;
    private static final long BELOW_ID = (1L << ID_SHIFT) - 1;

    private final Environment environment;
    private final AtomicLong next;
    private final long idBits;

    SessionNumbers(int peer, Environment environment) {
        this.environment = environment;
        this.idBits = (long) peer << ID_SHIFT;
        this.next = new AtomicLong(environment.wallMillis() << COUNTER_BITS);
    }

    @Override
    public long attachment() {
        long number = environment.randomLong();
        return number == 0 ? 1 : number;
    }

    @Override
    public long sessionId() {
        return idBits | next.incrementAndGet() & BELOW_ID;
    }

    @Override
    public byte[] secret() {
        return environment.randomBytes(SECRET_BYTES);
    }
}
