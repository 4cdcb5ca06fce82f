package io.troupe.peer;

import io.troupe.peer.Connections.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which sessions were heard of here, and what of that the leader has confirmed. A client that this peer hears is not
 * therefore alive for the leader, which alone decides about that: it may have gone, or another may lead without this
 * peer's knowledge. So each touch waits for the leader's word, and a connection whose session has none for two thirds
 * of its timeout ends: its client can then find the leader before anyone else may hold its lock.
 */
final class Touches {
    private record Sent(long number, long millis, List<Connection> connections) {}

    private final Deque<Sent> unconfirmed = new ArrayDeque<>();
    private List<Connection> touched = new ArrayList<>();
    private long lastNumber;

    void touch(Connection connection, long nowMillis) {
        if (!connection.isTouched) {
            connection.isTouched = true;
            connection.unconfirmedSince(nowMillis);
            touched.add(connection);
        }
    }

    /** How many messages {@link #take} has made. */
    long lastNumber() {
        return lastNumber;
    }

    /** The sessions heard of since the last time, to be sent to the role under the next number. */
    long[] take(long nowMillis) {
        if (touched.isEmpty()) {
            return new long[0];
        }
        List<Connection> taken = touched;
        touched = new ArrayList<>();
        long[] sessions = new long[taken.size()];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = taken.get(i).session;
            taken.get(i).isTouched = false;
            taken.get(i).sentNumber = lastNumber + 1;
        }
        unconfirmed.add(new Sent(++lastNumber, nowMillis, taken));
        return sessions;
    }

    /** The leader knows of all up to this number. */
    void confirmed(long number) {
        while (!unconfirmed.isEmpty() && unconfirmed.peek().number() <= number) {
            Sent sent = unconfirmed.remove();
            for (Connection connection : sent.connections()) {
                connection.confirmed(sent.millis(), connection.isTouched || connection.sentNumber > number);
            }
        }
    }

    /** There is another role, which knows nothing of what its predecessor was sent. */
    void sendAgain(long nowMillis) {
        while (!unconfirmed.isEmpty()) {
            for (Connection connection : unconfirmed.remove().connections()) {
                if (connection.isLive()) {
                    touch(connection, nowMillis);
                }
            }
        }
    }
}
