package io.troupe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.troupe.server.testing.TestEnsemble;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one port of each peer tells, over HTTP, to people and to the tools that know ZooKeeper. */
class ManagementEndpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestEnsemble ensemble;
    private static CuratorFramework client;
    private static Endpoint peer;

    @BeforeAll
    static void start() throws Exception {
        ensemble = TestEnsemble.startObserved(3);
        client = CuratorFrameworkFactory.newClient(ensemble.connectString(1), new RetryOneTime(100));
        client.start();
        client.create().forPath("/settings", "{\"color\": \"green\"}".getBytes(StandardCharsets.UTF_8));
        client.create().withMode(CreateMode.EPHEMERAL).forPath("/mine");
        client.create()
                .withACL(List.of(new ACL(ZooDefs.Perms.ALL, new Id("digest", "ann:hash"))))
                .forPath("/secret", "hidden".getBytes(StandardCharsets.UTF_8));
        peer = Endpoint.of(ensemble.control(1));
        for (int each = 1; each <= 3; each++) {
            Endpoint.of(ensemble.control(each));
        }
        await().atMost(PATIENCE)
                .until(() -> peer.json("/api/v1/ensemble").path("serving").asInt() == 3);
    }

    @AfterAll
    static void stop() {
        client.close();
        ensemble.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/alive", "/livez", "/ready", "/readyz", "/health", "/startup"})
    void probesOfAServingPeerNameTheirChecks(String path) throws Exception {
        assertThat(peer.get(path).statusCode()).isEqualTo(200);
        assertThat(peer.json(path).path("status").asText()).isEqualTo("up");
        assertThat(peer.json(path).path("checks")).isNotEmpty();
    }

    @Test
    void everyPeerKnowsTheWholeEnsemble() throws Exception {
        for (int each = 1; each <= 3; each++) {
            Endpoint asked = Endpoint.of(ensemble.control(each));
            await().atMost(PATIENCE)
                    .until(() -> asked.json("/api/v1/ensemble").path("serving").asInt() == 3);
            JsonNode seen = asked.json("/api/v1/ensemble");
            assertThat(seen.path("leader").asInt()).isEqualTo(ensemble.leader().orElseThrow());
            assertThat(seen.path("margin").asText()).isEqualTo("all peers serve; one more failure can be borne");
            assertThat(seen.path("unknown")).isEmpty();
        }
    }

    @Test
    void theClusterHasAllPeersAsMembers() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode members = peer.json("/cluster/members");
            assertThat(members.path("members"))
                    .hasSize(3)
                    .allSatisfy(
                            member -> assertThat(member.path("status").asText()).isEqualTo("Up"));
            assertThat(members.path("unreachable")).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "monitor, znode_count",
        "mntr, server_state",
        "server_stats, server_stats",
        "stats, connections",
        "leader, leader_id",
        "zabstate, zabstate",
        "voting_view, current_config",
        "connections, secure_connections",
        "watch_summary, num_total_watches",
        "configuration, client_port",
        "environment, java.version",
        "is_read_only, read_only",
        "last_snapshot, zxid",
        "ruok, command"
    })
    void answersTheCommandsOfZooKeepersAdminServer(String command, String key) throws Exception {
        JsonNode answer = peer.json("/commands/" + command);

        assertThat(answer.has(key)).as("%s in %s", key, answer).isTrue();
        assertThat(answer.path("error").isNull()).isTrue();
        assertThat(answer.path("command").asText()).isNotEmpty();
    }

    @Test
    void theTreeComesAPageAtATime() throws Exception {
        client.create().forPath("/many");
        for (int i = 0; i < 25; i++) {
            client.create().inBackground().forPath("/many/n%02d".formatted(i));
        }
        client.sync().forPath("/many");
        await().atMost(PATIENCE)
                .until(() -> peer.json("/api/v1/tree?path=/many").path("count").asInt() == 25);

        List<String> names = new ArrayList<>();
        JsonNode page = peer.json("/api/v1/tree?path=/many&limit=10");
        while (true) {
            page.path("children").forEach(child -> names.add(child.path("name").asText()));
            if (page.path("next").isNull()) {
                break;
            }
            page = peer.json(
                    "/api/v1/tree?path=/many&limit=10&from=" + page.path("next").asInt());
        }

        assertThat(names).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aZnodeIsShownWithItsStatAndAcl() throws Exception {
        JsonNode node = peer.json("/api/v1/node?path=/settings");

        assertThat(new String(node.path("data").binaryValue(), StandardCharsets.UTF_8))
                .contains("green");
        assertThat(node.path("stat").path("version").asInt()).isZero();
        assertThat(node.path("acl").get(0).path("permissions").asText()).isEqualTo("rwcda");
    }

    @Test
    void anEphemeralNamesItsSession() throws Exception {
        String owner = peer.json("/api/v1/node?path=/mine")
                .path("stat")
                .path("ephemeralOwner")
                .asText();

        assertThat(peer.json("/api/v1/sessions").path("sessions")).anySatisfy(session -> {
            assertThat(session.path("id").asText()).isEqualTo(owner);
            assertThat(session.path("client").asText()).startsWith("127.0.0.1:");
        });
    }

    @Test
    void whatOnlySomeMayReadIsNotShown() throws Exception {
        assertThat(peer.get("/api/v1/node?path=/secret").statusCode()).isEqualTo(403);
        assertThat(peer.get("/api/v1/node?path=/secret").body()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/node?path=/absent, 404",
        "/api/v1/node?path=nopath, 404",
        "/api/v1/tree?limit=0, 400",
        "/api/v1/tree?from=x, 400",
        "/api/v1/sessions?after=0xzz, 400",
        "/commands/shutdown, 404",
        "/nothing, 404",
        "/../../etc/passwd, 404",
        "/%2e%2e/%2e%2e/etc/passwd, 404",
        "/web/index.html, 404"
    })
    void whatCannotBeAnsweredIsOneClearError(String path, int status) throws Exception {
        var answer = peer.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("error").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /cluster/members",
        "POST, /cluster/members",
        "DELETE, /cluster/members/x",
        "POST, /commands/restore",
        "PUT, /api/v1/node",
        "POST, /ready",
        "DELETE, /"
    })
    void nothingCanBeChanged(String method, String path) throws Exception {
        assertThat(peer.send(method, path).statusCode()).isIn(404, 405);
    }

    @Test
    void metricsHaveZooKeepersNames() throws Exception {
        String text = peer.get("/metrics").body();

        for (String name : List.of(
                "avg_latency",
                "outstanding_requests",
                "packets_received",
                "packets_sent",
                "num_alive_connections",
                "znode_count",
                "ephemerals_count",
                "watch_count",
                "approximate_data_size",
                "global_sessions",
                "quorum_size",
                "uptime",
                "election_time_count",
                "election_time_sum",
                "fsynctime_count",
                "fsynctime_sum",
                "open_file_descriptor_count",
                "jvm_memory_bytes_used",
                "connection_rejected",
                "troupe_journal_fsync_seconds_count")) {
            assertThat(text).as(name).containsPattern("(?m)^" + name + "[ {]");
        }
    }

    @Test
    void theDocumentOfTheApiHasEveryRouteAndNoOther() throws Exception {
        JsonNode document =
                new ObjectMapper().readTree(ManagementEndpointTest.class.getResourceAsStream("/web/openapi.json"));
        Set<String> described = new TreeSet<>();
        document.path("paths").fieldNames().forEachRemaining(described::add);
        Set<String> served = new TreeSet<>(new Routes(settings(), null, null).paths());
        served.addAll(Set.of("/", "/commands/{name}", "/api/v1/openapi.json", "/cluster/members"));

        assertThat(described).isEqualTo(served);
        for (String path : described) {
            if (!path.equals("/api/v1/events")) {
                assertThat(peer.get(path.replace("{name}", "ruok")).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    private static AdminSettings settings() {
        return new AdminSettings(
                1,
                "127.0.0.1",
                0,
                java.util.Map.of(1, new AdminSettings.Control("127.0.0.1", 0)),
                "127.0.0.1",
                AdminSettings.TICK,
                AdminSettings.ASK_DEADLINE,
                AdminSettings.ISLAND_PATIENCE,
                AdminSettings.READY_LAG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n"})
    void malformedRequestsCostTheirConnectionOnly(String bytes) throws Exception {
        assertThat(raw(bytes))
                .satisfiesAnyOf(
                        text -> assertThat(text).startsWith("HTTP/1.1 4"),
                        text -> assertThat(text).startsWith("HTTP/1.1 5"),
                        text -> assertThat(text).isEmpty());
        assertThat(peer.get("/alive").statusCode()).isEqualTo(200);
    }

    @Test
    void hugeHeadersAndBodiesAreRefused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
        assertThat(raw("POST /api/v1/node HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(peer.get("/alive").statusCode()).isEqualTo(200);
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", peer.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            byte[] first = new byte[512];
            int read = in.read(first);
            return read < 0 ? "" : new String(first, 0, read, StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "HTTP/1.1 431 (the connection was reset)";
        }
    }
}
