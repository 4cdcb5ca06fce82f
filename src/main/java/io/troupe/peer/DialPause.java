package io.troupe.peer;

import java.time.Duration;

/**
 * How long a dialer waits before it tries again: always the same short time where nobody answers, so that a peer is
 * found as soon as it is there; longer and longer where somebody answers and the connection comes to nothing, as when
 * the other side refuses it.
 */
final class DialPause {
    private static final int DOUBLINGS_MAX = 5;

    private final Duration shortest;
    private int doublings;

    DialPause(Duration shortest) {
        this.shortest = shortest;
    }

    Duration afterNoAnswer() {
        return shortest;
    }

    /** The present connection has held for a while. */
    void settled() {
        doublings = 0;
    }

    Duration afterConnection() {
        Duration pause = shortest.multipliedBy(1L << doublings);
        doublings = Math.min(doublings + 1, DOUBLINGS_MAX);
        return pause;
    }
}
