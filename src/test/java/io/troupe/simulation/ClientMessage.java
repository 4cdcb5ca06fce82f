package io.troupe.simulation;

import io.troupe.peer.Op;
import java.util.List;

/** What a client's connection says to its peer. */
sealed interface ClientMessage {

    record Hello(long lastZxidSeen, int timeoutMillis, long session, byte[] secret) implements ClientMessage {}

    record Requests(List<Op> ops) implements ClientMessage {
        public Requests {
            ops = List.copyOf(ops);
        }
    }

    enum Ping implements ClientMessage {
        PING
    }

    /** The other end of the socket is gone. */
    enum Gone implements ClientMessage {
        GONE
    }
}
