package io.troupe.tree;

/** What a round did to the sessions, as far as whoever expires them has to know. */
public sealed interface SessionChange {

    /** The session is new, or has a new attachment. */
    record Opened(long session, long attachment, int timeoutMillis) implements SessionChange {}

    record Gone(long session) implements SessionChange {}
}
