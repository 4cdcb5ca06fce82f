package io.troupe.wire;

/** The answer to mntr: one metric a line, by ZooKeeper's name for it. */
final class MonitorText {
    private final StringBuilder text = new StringBuilder(1024);

    private MonitorText() {}

    static String of(ServerReport report) {
        MonitorText lines = new MonitorText();
        lines.addStanding(report);
        lines.addTraffic(report);
        lines.addContents(report.contents());
        lines.addMachine(report.machine());
        report.leading().ifPresent(lines::addLeading);
        report.moreMetrics().forEach(lines::add);
        return lines.text.toString();
    }

    private void addStanding(ServerReport report) {
        add("version", report.version());
        add("server_state", report.mode().text());
        if (report.mode() != ServerReport.Mode.STANDALONE) {
            add("peer_state", peerState(report.mode()));
            add("quorum_size", report.voters());
        }
    }

    /** ZooKeeper adds the phase of ZAB; who serves is in the last one. */
    private static String peerState(ServerReport.Mode mode) {
        return switch (mode) {
            case LEADER -> "leading - broadcast";
            case FOLLOWER -> "following - broadcast";
            default -> "observing - broadcast";
        };
    }

    private void addTraffic(ServerReport report) {
        add("avg_latency", Double.toString(ServerText.rounded(report.latency().averageMillis())));
        add("max_latency", report.latency().maxMillis());
        add("min_latency", report.latency().minMillis());
        add("packets_received", report.traffic().packetsReceived());
        add("packets_sent", report.traffic().packetsSent());
        add("num_alive_connections", report.traffic().connections());
        add("outstanding_requests", report.traffic().outstanding());
    }

    private void addContents(ServerReport.Contents contents) {
        add("znode_count", contents.nodeCount());
        add("watch_count", contents.watchCount());
        add("ephemerals_count", contents.ephemeralCount());
        add("approximate_data_size", contents.dataBytes());
        add("global_sessions", contents.sessionCount());
    }

    private void addMachine(ServerReport.Machine machine) {
        add("uptime", machine.uptimeMillis());
        add("open_file_descriptor_count", machine.openFileDescriptors());
        add("max_file_descriptor_count", machine.maxFileDescriptors());
    }

    private void addLeading(ServerReport.Leading leading) {
        add("leader_uptime", leading.uptimeMillis());
        add("learners", leading.learners());
        add("synced_followers", leading.syncedFollowers());
        add("synced_observers", leading.syncedObservers());
        add("pending_syncs", leading.pendingSyncs());
        add("last_proposal_size", leading.proposalBytes().last());
        add("max_proposal_size", leading.proposalBytes().max());
        add("min_proposal_size", leading.proposalBytes().min());
    }

    private void add(String name, long value) {
        add(name, Long.toString(value));
    }

    private void add(String name, String value) {
        text.append("zk_").append(name).append('\t').append(value).append('\n');
    }
}
