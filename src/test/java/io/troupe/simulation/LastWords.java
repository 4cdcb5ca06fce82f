package io.troupe.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What peers have heard from the clients that are attached to them, so that an expiry can be held against it: when a
 * session's end is decided, no peer that works still keeps a connection to its client that it has heard in the
 * meantime. Else the client would take a lock for its own that is another's.
 */
final class LastWords {
    /** A peer notices the end of a connection's time with its beat, and its clock may stand elsewhere in a tick. */
    private static final long SLACK_MILLIS = 300;

    private static final class Held {
        final SimulatedPeer peer;
        final long timeoutMillis;
        final Deque<Long> heardAt = new ArrayDeque<>();

        Held(SimulatedPeer peer, long timeoutMillis) {
            this.peer = peer;
            this.timeoutMillis = timeoutMillis;
        }
    }

    private final Schedule schedule;
    private final Map<Long, Held> held = new HashMap<>();

    LastWords(Schedule schedule) {
        this.schedule = schedule;
    }

    void attached(long attachment, SimulatedPeer peer, long timeoutMillis) {
        held.put(attachment, new Held(peer, timeoutMillis));
    }

    void heard(long attachment) {
        Held one = held.get(attachment);
        if (one != null) {
            one.heardAt.add(schedule.nowMillis());
            while (one.heardAt.peek() < schedule.nowMillis() - 2 * one.timeoutMillis) {
                one.heardAt.remove();
            }
        }
    }

    void ended(long attachment) {
        held.remove(attachment);
    }

    /** The session of this attachment is expired, and with that its locks are free. */
    void requireUnheard(long attachment) {
        Held one = held.get(attachment);
        if (one == null || !one.peer.hasWorkedFor(SLACK_MILLIS)) {
            return;
        }
        // Nothing is confirmed that was heard within a timeout of the end, and who was heard in its first half and
        // is not confirmed is let go before the end, whatever else it says.
        long now = schedule.nowMillis();
        long from = now - one.timeoutMillis + SLACK_MILLIS;
        long to = now - one.timeoutMillis / 2 - SLACK_MILLIS;
        if (one.heardAt.stream().anyMatch(at -> at > from && at < to)) {
            throw new InvariantBroken(
                    "nobody holds a lost lock",
                    one.peer + " still keeps the connection of a session that is expired, and has heard it at "
                            + one.heardAt + ", now being " + now);
        }
    }
}
