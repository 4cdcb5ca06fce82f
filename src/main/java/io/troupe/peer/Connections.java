package io.troupe.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this peer, by attachment, and how long each may stand without the leader's word that it has heard
 * of its session: see {@link Touches}. One that waits to become an attachment may do so for as long.
 */
final class Connections {
    private static final long NEVER = Long.MAX_VALUE;

    /** How exactly a connection's end is met. */
    private static final long SLOT_MILLIS = 50;

    private final Map<Long, Connection> byAttachment = new HashMap<>();
    /** Each connection stands in one slot, at or before its end: a confirmation moves nobody until it is reached. */
    private final TreeMap<Long, List<Connection>> slots = new TreeMap<>();

    /** One connection. */
    static final class Connection {
        final long attachment;
        final long session;
        final long timeoutMillis;
        /** When that was sent to the leader of which the last confirmation came. */
        private long confirmedMillis;
        /** Since when something is unconfirmed. */
        private long unconfirmedMillis = NEVER;

        private boolean isAttached;
        private boolean isGone;
        boolean isTouched;
        /** The last message of touches that it was part of. */
        long sentNumber;

        private Connection(long attachment, long session, long timeoutMillis, long nowMillis) {
            this.attachment = attachment;
            this.session = session;
            this.timeoutMillis = timeoutMillis;
            this.confirmedMillis = nowMillis;
        }

        boolean isLive() {
            return isAttached && !isGone;
        }

        void unconfirmedSince(long nowMillis) {
            unconfirmedMillis = Math.min(unconfirmedMillis, nowMillis);
        }

        /** The leader knows of all that was heard until {@code sentMillis}. */
        void confirmed(long sentMillis, boolean anythingSince) {
            confirmedMillis = Math.max(confirmedMillis, sentMillis);
            unconfirmedMillis = anythingSince ? Math.max(unconfirmedMillis, sentMillis) : NEVER;
        }

        /**
         * Two thirds of the timeout after what is confirmed; but who has been silent for most of that time has not been
         * unheard for as long, and gets a moment. In no case later than the session may be over elsewhere.
         */
        private long endMillis() {
            long end = confirmedMillis + timeoutMillis * 2 / 3;
            if (!isAttached) {
                return end;
            }
            if (unconfirmedMillis == NEVER) {
                return NEVER;
            }
            long fair = unconfirmedMillis + timeoutMillis / 6;
            return Math.max(end, Math.min(fair, confirmedMillis + timeoutMillis));
        }

        /** When to look again, if nothing happens before. */
        private long nextLookMillis(long nowMillis) {
            long end = endMillis();
            return end == NEVER
                    ? Math.max(confirmedMillis + timeoutMillis * 2 / 3, nowMillis + timeoutMillis / 6)
                    : end;
        }
    }

    void add(long attachment, long session, long timeoutMillis, long nowMillis) {
        Connection connection = new Connection(attachment, session, timeoutMillis, nowMillis);
        byAttachment.put(attachment, connection);
        await(connection, nowMillis);
    }

    private void await(Connection connection, long nowMillis) {
        slots.computeIfAbsent(connection.nextLookMillis(nowMillis) / SLOT_MILLIS + 1, slot -> new ArrayList<>(1))
                .add(connection);
    }

    boolean remove(long attachment) {
        Connection connection = byAttachment.remove(attachment);
        if (connection != null) {
            connection.isGone = true;
        }
        return connection != null;
    }

    /** It has become what it asked to be. Before that nothing is known to have come from its session. */
    void attached(long attachment) {
        Connection connection = byAttachment.get(attachment);
        if (connection != null) {
            connection.isAttached = true;
        }
    }

    boolean isAttached(long attachment) {
        return attachedOne(attachment) != null;
    }

    /** Null where there is none that is an attachment. */
    @Nullable
    Connection attachedOne(long attachment) {
        Connection connection = byAttachment.get(attachment);
        return connection != null && connection.isAttached ? connection : null;
    }

    /** The attachments whose time is up. To be called often; the caller ends them. */
    List<Long> overdue(long nowMillis) {
        List<Long> overdue = new ArrayList<>();
        while (!slots.isEmpty() && slots.firstKey() * SLOT_MILLIS <= nowMillis) {
            for (Connection connection : slots.pollFirstEntry().getValue()) {
                if (connection.isGone) {
                    continue;
                }
                if (connection.endMillis() <= nowMillis) {
                    overdue.add(connection.attachment);
                } else {
                    await(connection, nowMillis);
                }
            }
        }
        return overdue;
    }

    int count() {
        return byAttachment.size();
    }
}
