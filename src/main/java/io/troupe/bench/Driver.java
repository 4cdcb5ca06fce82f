package io.troupe.bench;

/** What decides when which operation is sent. Called by the one thread of a {@link SelectorLoop} only. */
interface Driver {
    /** Before the first turn, with all connections open. */
    void onStart(long nowNanos);

    /** An operation is answered whole; {@code sinceNanos} is what {@link Connection#submit} was given. */
    void onReply(Connection connection, Operation operation, long sinceNanos, long nowNanos);

    /** A watch has fired. */
    void onEvent(Connection connection, long nowNanos);

    /** Between two waits, with the milliseconds to wait at most as its answer. What it submits, it flushes. */
    long onTurn(long nowNanos);

    /** Whether there is nothing more to do and nothing in progress. */
    boolean isDone();
}
