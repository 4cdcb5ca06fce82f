package io.troupe.session;

import io.troupe.metrics.Counter;
import io.troupe.metrics.InstrumentName;
import io.troupe.metrics.Level;
import io.troupe.metrics.Metrics;
import io.troupe.metrics.Spread;
import io.troupe.peer.Facts;
import io.troupe.wire.ServerReport;
import java.util.List;

/** What is counted about all clients of this peer. */
public record SessionMetrics(
        Counter packetsReceived,
        Counter packetsSent,
        Level connections,
        Counter rejected,
        Level outstanding,
        Spread latency) {
    private static final double NANOS_PER_MILLI = 1e6;

    public static SessionMetrics of(Metrics metrics) {
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

    /** What a peer that stands so says of itself; {@code clients} may be left out. */
    public ServerReport report(String version, Standing standing, Facts facts, List<ServerReport.Client> clients) {
        return new ServerReport(
                version,
                standing.mode(),
                false,
                standing.voters(),
                new ServerReport.Latency(
                        Math.round(latency.leastNanos() / NANOS_PER_MILLI),
                        latency.meanNanos() / NANOS_PER_MILLI,
                        Math.round(latency.greatestNanos() / NANOS_PER_MILLI)),
                new ServerReport.Traffic(
                        packetsReceived.value(), packetsSent.value(), (int) connections.value(), outstanding.value()),
                new ServerReport.Contents(
                        facts.zxid(),
                        facts.nodes(),
                        facts.watches(),
                        facts.ephemerals(),
                        facts.dataBytes(),
                        facts.sessions()),
                standing.machine(),
                standing.leading(),
                clients,
                standing.moreMetrics());
    }
}
