package io.troupe.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a leader knows which sessions have been silent for too long. It counts the ticks that it lived through, one at
 * most each time it looks, so that a pause of its process expires nobody: the touches of that time are still on their
 * way to it. A session is due at the end of the first tick that began at least its timeout after it was last heard of:
 * never early, and at most one tick late where its timeout is so many whole ticks. A new leader has a new clock, and
 * with it every session has its full timeout again.
 */
public final class SessionClock {
    /** The session has been silent; it is to be expired unless it has a later attachment by then. */
    public record Due(long session, long attachment) {}

    private static final class Held {
        final long session;
        long attachment;
        long timeoutTicks;
        long dueTick;

        Held(long session) {
            this.session = session;
        }
    }

    private final long tickMillis;
    private final Map<Long, Held> sessions = new HashMap<>();
    /**
     * Each session stands in one bucket, at or before its due tick: a touch moves nobody until the bucket is reached.
     */
    private final Map<Long, List<Held>> buckets = new HashMap<>();

    private long ticks;
    private long tickBeganMillis;

    public SessionClock(long tickMillis, long monotonicMillis) {
        if (tickMillis < 1) {
            throw new IllegalArgumentException("a tick must be positive, not " + tickMillis + " ms");
        }
        this.tickMillis = tickMillis;
        this.tickBeganMillis = monotonicMillis;
    }

    /** A session is new, or has a new attachment: it has its full timeout. */
    public void opened(long session, long attachment, int timeoutMillis) {
        Held known = sessions.get(session);
        Held held = known == null ? new Held(session) : known;
        held.attachment = attachment;
        held.timeoutTicks = Math.max(1, (timeoutMillis + tickMillis - 1) / tickMillis);
        touch(held);
        // A shorter timeout than before is noticed when the bucket of the longer one is reached, which is late, not
        // early.
        if (known == null) {
            sessions.put(session, held);
            await(held);
        }
    }

    public void touched(long session) {
        Held held = sessions.get(session);
        if (held != null) {
            touch(held);
        }
    }

    public void gone(long session) {
        sessions.remove(session);
    }

    public int size() {
        return sessions.size();
    }

    /**
     * The sessions that are due, in the order in which they were heard of first. To be called several times a tick. A
     * session is named again after a further timeout unless it is gone by then.
     */
    public List<Due> advance(long monotonicMillis) {
        if (monotonicMillis - tickBeganMillis < tickMillis) {
            return List.of();
        }
        tickBeganMillis = monotonicMillis;
        ticks++;
        List<Held> bucket = buckets.remove(ticks);
        return bucket == null ? List.of() : dueOf(bucket);
    }

    private List<Due> dueOf(List<Held> bucket) {
        List<Due> due = new ArrayList<>();
        for (Held held : bucket) {
            if (sessions.get(held.session) != held) {
                continue;
            }
            if (held.dueTick <= ticks) {
                due.add(new Due(held.session, held.attachment));
                touch(held);
            }
            await(held);
        }
        return due;
    }

    /** The tick that runs now may be nearly over, so it does not count. */
    private void touch(Held held) {
        held.dueTick = ticks + 1 + held.timeoutTicks;
    }

    private void await(Held held) {
        buckets.computeIfAbsent(held.dueTick, tick -> new ArrayList<>()).add(held);
    }
}
