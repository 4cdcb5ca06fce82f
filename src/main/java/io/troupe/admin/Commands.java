package io.troupe.admin;

import io.troupe.session.ClientsActor;
import io.troupe.wire.ServerReport;
import io.troupe.wire.ServerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The commands of ZooKeeper's AdminServer that only read, with its names, aliases and JSON keys. */
final class Commands {
    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests";

    private final EngineView engine;
    private final ControlPlane.Asks asks;
    private final Map<String, Supplier<CompletionStage<Map<String, Object>>>> byName = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();

    Commands(EngineView engine, ControlPlane.Asks asks) {
        this.engine = engine;
        this.asks = asks;
        add("monitor", "mntr", () -> report(this::monitor));
        add("server_stats", "srvr", () -> report(Commands::serverStats));
        add("stats", "stat", this::stats);
        add("leader", "lead", this::leader);
        add("zabstate", "zabstate", this::zabState);
        add("voting_view", "voting_view", this::votingView);
        add("connections", "cons", () -> engine.clients().thenApply(Commands::connections));
        add("watch_summary", "wchs", () -> report(Commands::watchSummary));
        add("configuration", "conf", this::configuration);
        add("environment", "envi", () -> now(new LinkedHashMap<>(engine.environment())));
        add("is_read_only", "isro", () -> report(report -> Map.of("read_only", report.readOnly())));
        add("last_snapshot", "lsnp", () -> now(Map.of("zxid", 0, "timestamp", 0)));
        add("ruok", "ruok", () -> now(Map.of()));
        aliases.put("config", "configuration");
        aliases.put("env", "environment");
    }

    private void add(String name, String alias, Supplier<CompletionStage<Map<String, Object>>> command) {
        byName.put(name, command);
        if (!alias.equals(name)) {
            aliases.put(alias, name);
        }
    }

    /** Their names, without the aliases. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    CompletionStage<HttpResponse> answer(String spelled) {
        String name = aliases.getOrDefault(spelled, spelled);
        Supplier<CompletionStage<Map<String, Object>>> command = byName.get(name);
        if (command == null) {
            return CompletableFuture.completedFuture(
                    Answers.error(404, "there is no such command that only reads; there are: " + names()));
        }
        return command.get().thenApply(fields -> {
            Map<String, Object> body = new LinkedHashMap<>(fields);
            body.put("command", name);
            body.putIfAbsent("error", null);
            return Answers.json(body);
        });
    }

    private static CompletionStage<Map<String, Object>> now(Map<String, Object> fields) {
        return CompletableFuture.completedFuture(fields);
    }

    private CompletionStage<Map<String, Object>> report(
            java.util.function.Function<ServerReport, Map<String, Object>> fields) {
        return engine.report().thenApply(report -> report.map(fields).orElseGet(() -> Map.of("error", NOT_SERVING)));
    }

    /** The names of mntr, without their prefix. */
    private Map<String, Object> monitor(ServerReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String line : io.troupe.wire.FourLetterAnswer.of(
                        io.troupe.wire.FourLetterWord.MNTR, report, engine.settings())
                .split("\n")) {
            String[] pair = line.split("\t", 2);
            if (pair.length == 2) {
                fields.put(pair[0].startsWith("zk_") ? pair[0].substring(3) : pair[0], number(pair[1]));
            }
        }
        return fields;
    }

    private static Object number(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        return text.matches("-?\\d{1,15}\\.\\d+") ? (Object) Double.parseDouble(text) : text;
    }

    private static Map<String, Object> serverStats(ServerReport report) {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("packets_sent", report.traffic().packetsSent());
        stats.put("packets_received", report.traffic().packetsReceived());
        stats.put("min_latency", report.latency().minMillis());
        stats.put("avg_latency", report.latency().averageMillis());
        stats.put("max_latency", report.latency().maxMillis());
        stats.put("outstanding_requests", report.traffic().outstanding());
        stats.put("last_processed_zxid", report.contents().lastZxid());
        stats.put("server_state", report.mode().text());
        stats.put("num_alive_client_connections", report.traffic().connections());
        stats.put("uptime", report.machine().uptimeMillis());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", report.version());
        fields.put("read_only", report.readOnly());
        fields.put("server_stats", stats);
        report.leading()
                .ifPresent(leading -> fields.put(
                        "proposal_stats",
                        Map.of(
                                "last_buffer_size", leading.proposalBytes().last(),
                                "min_buffer_size", leading.proposalBytes().min(),
                                "max_buffer_size", leading.proposalBytes().max())));
        fields.put("node_count", report.contents().nodeCount());
        return fields;
    }

    private CompletionStage<Map<String, Object>> stats() {
        return report(Commands::serverStats).thenCombine(engine.clients(), (fields, clients) -> {
            Map<String, Object> all = new LinkedHashMap<>(fields);
            all.putAll(connections(clients));
            return all;
        });
    }

    private static Map<String, Object> connections(ClientsActor.Clients clients) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "connections", clients.all().stream().map(Commands::connection).toList());
        fields.put("secure_connections", List.of());
        return fields;
    }

    private static Map<String, Object> connection(ServerReport.Client client) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("remote_socket_address", client.address());
        fields.put("interest_ops", client.interestOps());
        fields.put("outstanding_requests", client.queued());
        fields.put("packets_received", client.received());
        fields.put("packets_sent", client.sent());
        if (client.sessionId() != 0) {
            fields.put("session_id", client.sessionId());
            fields.put("session_timeout", client.timeoutMillis());
        }
        return fields;
    }

    private static Map<String, Object> watchSummary(ServerReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("num_total_watches", report.contents().watchCount());
        return fields;
    }

    private CompletionStage<Map<String, Object>> leader() {
        return asks.ensemble().thenApply(ensemble -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            Integer leader = ensemble.leader();
            fields.put("is_leader", leader != null && leader == ensemble.seenBy());
            if (leader != null) {
                fields.put("leader_id", leader);
                fields.put("leader_ip", memberHost(leader));
            }
            return fields;
        });
    }

    private String memberHost(int peer) {
        return members().getOrDefault(peer, "").replaceAll(":\\d+:\\d+.*$", "");
    }

    /** What follows {@code server.N=} by N. */
    private Map<Integer, String> members() {
        Map<Integer, String> members = new TreeMap<>();
        engine.settings()
                .ensemble()
                .ifPresent(ensemble -> ensemble.members().forEach(line -> {
                    String[] pair = line.split("=", 2);
                    members.put(Integer.parseInt(pair[0].substring("server.".length())), pair[1]);
                }));
        return members;
    }

    private CompletionStage<Map<String, Object>> votingView() {
        Map<String, Object> config = new LinkedHashMap<>();
        members().forEach((peer, line) -> config.put(Integer.toString(peer), addresses(line)));
        return now(Map.of("current_config", config));
    }

    private static Map<String, Object> addresses(String line) {
        String[] parts = line.split(";", 2);
        String[] fields = parts[0].split(":(?=\\d)|:(?=participant)");
        Map<String, Object> addresses = new LinkedHashMap<>();
        addresses.put("server_addresses", List.of(fields[0] + ":" + fields[1]));
        addresses.put("election_addresses", List.of(fields[0] + ":" + fields[2]));
        addresses.put("client_address", parts.length > 1 ? parts[1] : "");
        addresses.put("learner_type", "participant");
        return addresses;
    }

    private CompletionStage<Map<String, Object>> zabState() {
        Optional<ServerSettings.Ensemble> ensemble = engine.settings().ensemble();
        return engine.status().thenApply(status -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("myid", status.id());
            fields.put("is_leader", status.leads());
            fields.put(
                    "quorum_address",
                    memberHost(status.id()) + ":"
                            + ensemble.map(e -> e.peerPort()).orElse(-1));
            fields.put(
                    "election_address",
                    memberHost(status.id()) + ":"
                            + ensemble.map(e -> e.electionPort()).orElse(-1));
            fields.put("client_address", status.clientAddress());
            fields.put("voting", true);
            fields.put("last_zxid", "0x" + Long.toHexString(status.zxid()));
            fields.put("zab_epoch", status.zxid() >>> 32);
            fields.put("zab_counter", status.zxid() & 0xffff_ffffL);
            fields.put("zabstate", status.looks() ? "election" : "broadcast");
            return fields;
        });
    }

    private CompletionStage<Map<String, Object>> configuration() {
        ServerSettings settings = engine.settings();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("client_port", settings.clientPort());
        fields.put("data_dir", settings.dataDir());
        fields.put("data_log_dir", settings.dataLogDir());
        fields.put("tick_time", settings.tickTimeMillis());
        fields.put("max_client_cnxns", settings.maxClientConnections());
        fields.put("min_session_timeout", settings.minSessionTimeoutMillis());
        fields.put("max_session_timeout", settings.maxSessionTimeoutMillis());
        fields.put("server_id", settings.serverId());
        fields.put("client_port_listen_backlog", settings.clientPortListenBacklog());
        settings.ensemble().ifPresent(ensemble -> {
            fields.put("init_limit", ensemble.initLimitTicks());
            fields.put("sync_limit", ensemble.syncLimitTicks());
            fields.put("election_port", ensemble.electionPort());
            fields.put("quorum_port", ensemble.peerPort());
            fields.put("peer_type", 0);
        });
        return now(fields);
    }
}
