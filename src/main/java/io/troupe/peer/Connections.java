package io.troupe.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The connections of this peer, by attachment, and which of their sessions were heard of lately. */
final class Connections {
    private final Map<Long, Connection> byAttachment = new HashMap<>();
    private final List<Connection> touched = new ArrayList<>();

    private static final class Connection {
        final long session;
        boolean isAttached;
        boolean isTouched;

        Connection(long session) {
            this.session = session;
        }
    }

    void add(long attachment, long session) {
        byAttachment.put(attachment, new Connection(session));
    }

    boolean remove(long attachment) {
        return byAttachment.remove(attachment) != null;
    }

    /** It has become what it asked to be. Before that nothing is known to have come from its session. */
    void attached(long attachment) {
        Connection connection = byAttachment.get(attachment);
        if (connection != null) {
            connection.isAttached = true;
        }
    }

    boolean isAttached(long attachment) {
        Connection connection = byAttachment.get(attachment);
        return connection != null && connection.isAttached;
    }

    /** The client was heard of. */
    void touch(long attachment) {
        Connection connection = byAttachment.get(attachment);
        if (connection != null && connection.isAttached && !connection.isTouched) {
            connection.isTouched = true;
            touched.add(connection);
        }
    }

    /** The sessions heard of since the last time. */
    long[] takeTouched() {
        long[] sessions = new long[touched.size()];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = touched.get(i).session;
            touched.get(i).isTouched = false;
        }
        touched.clear();
        return sessions;
    }

    /** In the order of their ids, so that a replay does the same. */
    void forEach(LongConsumer consumer) {
        byAttachment.keySet().stream().sorted().toList().forEach(consumer::accept);
    }

    int count() {
        return byAttachment.size();
    }
}
