package io.troupe.admin;

import io.troupe.peer.ReplicaActor.SessionFacts;
import io.troupe.wire.ServerReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.cluster.javadsl.ClusterHttpManagementRoutes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** All that the management endpoint answers. Nothing here can change or stop anything. */
final class Routes extends AllDirectives {
    static final String COMMANDS = "/commands";

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int SESSIONS_MAX = 1_000;

    private final EngineView engine;
    private final ControlPlane.Asks asks;
    private final AdminSettings settings;
    private final Commands commands;
    private final TreePages tree;
    private final Assets assets = Assets.load();
    private final Map<String, Function<Query, CompletionStage<HttpResponse>>> byPath = new TreeMap<>();

    Routes(AdminSettings settings, EngineView engine, ControlPlane.Asks asks) {
        this.settings = settings;
        this.engine = engine;
        this.asks = asks;
        this.commands = new Commands(engine, asks);
        this.tree = new TreePages(engine);
        Health health = new Health(settings, engine, asks);
        byPath.put("/alive", query -> health.alive());
        byPath.put("/livez", query -> health.alive());
        byPath.put("/ready", query -> health.ready());
        byPath.put("/readyz", query -> health.ready());
        byPath.put("/health", query -> health.ready());
        byPath.put("/startup", query -> health.startup());
        byPath.put("/metrics", query -> now(text(PROMETHEUS, engine.metrics())));
        byPath.put(COMMANDS, query -> now(Answers.json(Map.of("commands", commands.names()))));
        byPath.put("/api/v1/ensemble", query -> asks.ensemble().thenApply(Answers::json));
        byPath.put("/api/v1/events", query -> now(events()));
        byPath.put(
                "/api/v1/tree",
                query -> tree.page(
                        query.text("path", "/"),
                        query.whole("from", 0, Integer.MAX_VALUE, 0),
                        query.whole("limit", 1, TreePages.PAGE_MAX, 200)));
        byPath.put("/api/v1/node", query -> tree.node(query.text("path", "/")));
        byPath.put("/api/v1/sessions", this::sessions);
    }

    /** Every path of ours that is a whole path, without those of files and commands. */
    SortedSet<String> paths() {
        return new TreeSet<>(byPath.keySet());
    }

    /** {@code /cluster/members} is Pekko's own, without its verbs that change something. */
    Route all(Cluster cluster) {
        Route ours = extractRequest(request -> completeWithFuture(answer(request)));
        return concat(ClusterHttpManagementRoutes.readOnly(cluster), ours);
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        if (!request.method().equals(HttpMethods.GET)) {
            return now(Answers.error(405, "everything here is read-only: only GET is answered"));
        }
        try {
            return Answers.orUnavailable(found(request.getUri().path(), new Query(request)));
        } catch (Query.Bad e) {
            return now(Answers.error(400, String.valueOf(e.getMessage())));
        }
    }

    private CompletionStage<HttpResponse> found(String path, Query query) {
        Function<Query, CompletionStage<HttpResponse>> ours = byPath.get(path);
        if (ours != null) {
            return ours.apply(query);
        }
        if (path.startsWith(COMMANDS + "/")) {
            return commands.answer(path.substring(COMMANDS.length() + 1));
        }
        return now(assets.find(path).orElseGet(() -> Answers.error(404, "there is nothing here; the page is at /")));
    }

    private static CompletionStage<HttpResponse> now(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    private static HttpResponse text(String type, String body) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.parse(type), ByteString.fromString(body)));
    }

    /** The ensemble, again and again; who reads slowly misses some, and nothing waits for it here. */
    private HttpResponse events() {
        Source<ByteString, ?> frames = Source.tick(Duration.ZERO, settings.tick(), NotUsed.getInstance())
                .mapAsync(1, tick -> asks.ensemble())
                .map(ensemble -> ByteString.fromString("event: ensemble\ndata: " + Json.text(ensemble) + "\n\n"));
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(
                        MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                        frames.mapMaterializedValue(any -> (Object) any)));
    }

    private CompletionStage<HttpResponse> sessions(Query query) {
        long after = query.id("after", Long.MIN_VALUE);
        int limit = query.whole("limit", 1, SESSIONS_MAX, 100);
        return engine.sessions(after, limit).thenCombine(engine.clients(), (held, clients) -> {
            Map<Long, ServerReport.Client> bySession = clients.all().stream()
                    .filter(client -> client.sessionId() != 0)
                    .collect(Collectors.toMap(ServerReport.Client::sessionId, client -> client, (a, b) -> b));
            List<Map<String, Object>> rows = held.sessions().stream()
                    .map(session -> row(session, bySession))
                    .toList();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("count", held.count());
            body.put(
                    "next",
                    rows.size() == limit
                            ? TreePages.hex(held.sessions().get(limit - 1).id())
                            : null);
            body.put("sessions", rows);
            return Answers.json(body);
        });
    }

    /** What is not connected here is null: another peer has that connection, or nobody has. */
    private static Map<String, Object> row(SessionFacts session, Map<Long, ServerReport.Client> bySession) {
        ServerReport.Client client = bySession.get(session.id());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", TreePages.hex(session.id()));
        fields.put("timeoutMillis", session.timeoutMillis());
        fields.put("client", client == null ? null : client.address());
        fields.put("outstanding", client == null ? null : client.queued());
        fields.put("received", client == null ? null : client.received());
        fields.put("sent", client == null ? null : client.sent());
        return fields;
    }
}
