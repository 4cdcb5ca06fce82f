package io.troupe.bench;

import java.util.List;

/** What decides when which operation is sent. Called by the one thread of a {@link SelectorLoop} only. */
interface Driver {
    /** Before the first turn, with all connections open. */
    void onStart(List<Connection> connections, long nowNanos);

    /** An operation is answered whole; {@code sinceNanos} is what {@link Connection#submit} was given. */
    void onReply(Connection connection, Operation operation, long sinceNanos, long nowNanos);

    /** A watch has fired. */
    void onEvent(Connection connection, long nowNanos);

    /** Before each wait. What it submits, it flushes. */
    void onTurn(long nowNanos);

    /** Whether all sessions have been ended. */
    boolean isDone();
}
