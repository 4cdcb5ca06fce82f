package io.troupe.client;

/**
 * How long a session lives for certain. A server counts a session's time from when it heard of it last, which is no
 * earlier than when this client sent what has been answered: so the lease ends one time-out after the sending of the
 * newest answered packet, less what a timer may be late; no server lets the session expire before.
 */
final class Lease {
    /** What the timer that watches this may be late, at most; a twentieth of a short session is enough for tests. */
    private static final long LATENESS_MILLIS = 100;

    private long confirmedMillis;
    private long timeoutMillis;

    void begin(long sentMillis, long grantedMillis) {
        confirmedMillis = sentMillis;
        timeoutMillis = grantedMillis;
    }

    void confirm(long sentMillis) {
        confirmedMillis = Math.max(confirmedMillis, sentMillis);
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    long confirmedMillis() {
        return confirmedMillis;
    }

    /** From this moment on the session may have expired. */
    long endMillis() {
        return confirmedMillis + timeoutMillis - Math.min(LATENESS_MILLIS, timeoutMillis / 20);
    }
}
