package io.troupe.client;

/** What a client knows of its session. */
public enum ConnectionState {
    /** There is no session yet: the first connection is being made. */
    CONNECTING,
    /** There is a connection, and a session that is new. */
    CONNECTED,
    /**
     * The connection is gone; the session lives, and so do its ephemerals and watches. Another peer is being sought.
     */
    SUSPENDED,
    /** There is a connection again, and it is the same session. Watches and authentications are in force. */
    RECONNECTED,
    /**
     * The session is over, or may be by this client's own clock: ephemerals may be gone, watches are. Said at the
     * session's end, not first when a server is reached again. A new session is begun: {@link #CONNECTED} follows.
     */
    LOST,
    /** The client was closed, or its authentication refused. Nothing follows. */
    CLOSED;

    /** Whether requests can be sent at once. */
    public boolean connected() {
        return this == CONNECTED || this == RECONNECTED;
    }
}
