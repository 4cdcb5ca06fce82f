package io.troupe.metrics;

/** Every instrument there is, by the name that operators know from ZooKeeper where it had one. */
public final class InstrumentName {
    /** Requests and pings that clients have sent. */
    public static final String PACKETS_RECEIVED = "packets_received";
    /** Replies and events that clients were sent. */
    public static final String PACKETS_SENT = "packets_sent";
    /** Open connections of clients. */
    public static final String CONNECTIONS = "num_alive_connections";
    /** Connections closed at once, since their address had as many as it may. */
    public static final String CONNECTIONS_REJECTED = "connection_rejected";
    /** Requests that clients have sent and that have not been answered. */
    public static final String OUTSTANDING_REQUESTS = "outstanding_requests";
    /** From the reading of a request to the writing of its reply. */
    public static final String REQUEST_LATENCY = "latency";

    private InstrumentName() {}
}
