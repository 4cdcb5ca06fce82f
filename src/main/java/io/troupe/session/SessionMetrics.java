package io.troupe.session;

import io.troupe.metrics.Counter;
import io.troupe.metrics.InstrumentName;
import io.troupe.metrics.Level;
import io.troupe.metrics.Metrics;
import io.troupe.metrics.Spread;

/** What is counted about all clients of this peer. */
record SessionMetrics(
        Counter packetsReceived,
        Counter packetsSent,
        Level connections,
        Counter rejected,
        Level outstanding,
        Spread latency) {

    static SessionMetrics of(Metrics metrics) {
        return new SessionMetrics(
                metrics.counter(InstrumentName.PACKETS_RECEIVED),
                metrics.counter(InstrumentName.PACKETS_SENT),
                metrics.level(InstrumentName.CONNECTIONS),
                metrics.counter(InstrumentName.CONNECTIONS_REJECTED),
                metrics.level(InstrumentName.OUTSTANDING_REQUESTS),
                metrics.spread(InstrumentName.REQUEST_LATENCY));
    }

    /** What is about to be sent, before the outbox is cleared. */
    void sent(Outbox out) {
        packetsSent.add(out.packets());
        if (out.replies() > 0) {
            latency.add(out.replies(), out.leastNanos(), out.sumNanos(), out.greatestNanos());
        }
    }
}
