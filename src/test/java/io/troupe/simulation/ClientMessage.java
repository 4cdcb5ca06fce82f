package io.troupe.simulation;

/** What reaches a peer from the socket of one client. */
sealed interface ClientMessage {

    /** Cut anywhere. */
    record Bytes(byte[] bytes) implements ClientMessage {}

    /** The other end of the socket is gone. */
    enum Gone implements ClientMessage {
        GONE
    }
}
