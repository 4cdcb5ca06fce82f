package io.troupe.wire;

import io.troupe.model.Zxid;

/** The answers to srvr and stat. */
final class ServerText {

    private ServerText() {}

    static String withoutClients(ServerReport report) {
        StringBuilder text = new StringBuilder(256);
        appendVersion(report, text);
        appendFacts(report, text);
        return text.toString();
    }

    static String withClients(ServerReport report) {
        StringBuilder text = new StringBuilder(256 + 64 * report.clients().size());
        appendVersion(report, text);
        text.append("Clients:\n");
        for (ServerReport.Client client : report.clients()) {
            appendClient(client, text);
        }
        text.append('\n');
        appendFacts(report, text);
        return text.toString();
    }

    /** ZooKeeper shows an average with at most four decimals, rounded half up. */
    static double rounded(double average) {
        return Math.round(average * 10_000) / 10_000.0;
    }

    private static void appendVersion(ServerReport report, StringBuilder text) {
        text.append("Zookeeper version: ").append(report.version()).append('\n');
        if (report.readOnly()) {
            text.append("READ-ONLY mode; serving only read-only clients\n");
        }
    }

    private static void appendClient(ServerReport.Client client, StringBuilder text) {
        text.append(" /").append(client.address());
        text.append('[').append(Integer.toHexString(client.interestOps()));
        text.append("](queued=").append(client.queued());
        text.append(",recved=").append(client.received());
        text.append(",sent=").append(client.sent()).append(")\n");
    }

    private static void appendFacts(ServerReport report, StringBuilder text) {
        ServerReport.Latency latency = report.latency();
        text.append("Latency min/avg/max: ").append(latency.minMillis());
        text.append('/').append(rounded(latency.averageMillis()));
        text.append('/').append(latency.maxMillis());
        ServerReport.Traffic traffic = report.traffic();
        text.append("\nReceived: ").append(traffic.packetsReceived());
        text.append("\nSent: ").append(traffic.packetsSent());
        text.append("\nConnections: ").append(traffic.connections());
        text.append("\nOutstanding: ").append(traffic.outstanding());
        text.append("\nZxid: ").append(Zxid.text(report.contents().lastZxid()));
        text.append("\nMode: ").append(report.mode().text());
        text.append("\nNode count: ").append(report.contents().nodeCount()).append('\n');
        report.leading().ifPresent(leading -> appendProposalSizes(leading.proposalBytes(), text));
    }

    private static void appendProposalSizes(ServerReport.ProposalBytes bytes, StringBuilder text) {
        text.append("Proposal sizes last/min/max: ").append(bytes.last());
        text.append('/').append(bytes.min());
        text.append('/').append(bytes.max()).append('\n');
    }
}
