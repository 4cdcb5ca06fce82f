package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.troupe.client.Client;
import io.troupe.client.ClientSettings;
import io.troupe.client.CreateOptions;
import io.troupe.client.DeleteOptions;
import io.troupe.server.Environment;
import io.troupe.server.testing.TestEnsemble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that a person or a script gives an ensemble. */
class ClientCommandsTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static TestEnsemble ensemble;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String root = "/cli-" + NUMBER.incrementAndGet();

    @TempDir
    Path dir;

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    private int run(String command, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = command;
        all[1] = "--server";
        all[2] = ensemble.connectString();
        System.arraycopy(args, 0, all, 3, args.length);
        return runAs(all);
    }

    private int runAs(String... all) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine(new Environment())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void whatIsCreatedIsListedReadChangedAndDeleted() {
        assertThat(run("create", root, "one")).isZero();
        assertThat(out).hasToString("Created " + root + "\n");
        assertThat(run("create", "-s", root + "/n-", "x")).isZero();
        assertThat(run("create", "-c", root + "/c")).isZero();
        assertThat(run("ls", root)).isZero();
        assertThat(out).hasToString("[c, n-0000000000]\n");
        assertThat(run("ls", "-R", root)).isZero();
        assertThat(out).hasToString(root + "\n" + root + "/c\n" + root + "/n-0000000000\n");
        assertThat(run("get", "-s", root)).isZero();
        assertThat(out.toString()).startsWith("one\ncZxid = 0x").contains("dataVersion = 0\n", "numChildren = 2\n");
        assertThat(run("set", "-v", "0", root, "two")).isZero();
        assertThat(run("get", root)).isZero();
        assertThat(out).hasToString("two\n");
        assertThat(run("sync", "/")).isZero();
        assertThat(run("deleteall", root)).isZero();
        assertThat(run("stat", root)).isEqualTo(3);
    }

    @Test
    void aFailureIsOneLineThatSaysWhatToDoAndAStatus() {
        run("create", root, "x");
        run("create", root + "/below");

        assertThat(run("create", root)).isEqualTo(1);
        assertThat(err)
                .hasToString("troupe: create " + root + ": the znode exists already; change it with: troupe set " + root
                        + " DATA\n");
        assertThat(run("set", "-v", "5", root, "y")).isEqualTo(1);
        assertThat(err.toString()).contains("see the version with: troupe stat");
        assertThat(run("delete", root)).isEqualTo(1);
        assertThat(err.toString()).contains("troupe deleteall " + root);
        assertThat(run("get", "/none")).isEqualTo(3);
        assertThat(err.toString()).startsWith("troupe: read /none: there is no such znode");
        assertThat(run("get", "none")).isEqualTo(2);
        assertThat(err).hasToString("troupe: read \"none\": a path must start with /\n");
        assertThat(run("create", "-e", "-t", "5", root + "/x")).isEqualTo(2);
        assertThat(run("ls")).isEqualTo(2);
        assertThat(runAs("ls", "--server", "host:port:what", "/")).isEqualTo(2);
        assertThat(err.toString()).contains("expected host:port,host:port/chroot");
    }

    @Test
    void nobodyThereIsItsOwnStatus() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(runAs("ls", "--server", "127.0.0.1:" + port, "--timeout", "300", "/"))
                .isEqualTo(4);
        assertThat(err.toString()).contains("troupe status --server 127.0.0.1:" + port);
        assertThat(runAs("status", "--server", "127.0.0.1:" + port)).isEqualTo(4);
        assertThat(out.toString()).contains("unreachable");
    }

    @Test
    void jsonIsWhatAProgramReads() throws IOException {
        run("create", root, "one");
        assertThat(run("get", "--output", "json", root)).isZero();
        JsonNode read = new ObjectMapper().readTree(out.toString());
        assertThat(read.get("text").asText()).isEqualTo("one");
        assertThat(read.get("base64").asText()).isEqualTo("b25l");
        assertThat(read.get("stat").get("dataLength").asInt()).isEqualTo(3);
    }

    @Test
    void statusIsOneTableOfAllPeers() throws IOException {
        assertThat(run("status")).isZero();
        assertThat(out.toString().lines()).hasSize(4);
        assertThat(out.toString()).contains("PEER", "leader", "follower");
        assertThat(run("status", "--output", "json")).isZero();
        JsonNode all = new ObjectMapper().readTree(out.toString());
        assertThat(all).hasSize(3).allMatch(peer -> peer.get("serving").asBoolean());
    }

    @Test
    void watchShowsEachChange() throws Exception {
        run("create", root, "one");
        Thread watching = new Thread(() -> run("watch", root));
        watching.start();
        try (Client client = Client.open(ClientSettings.of(ensemble.connectString()))) {
            await().ignoreExceptions().until(() -> {
                client.blocking().write(root, new byte[0], -1);
                return out.toString().contains("NODE_DATA_CHANGED " + root + "\n");
            });
            client.blocking().create(root + "/x", null, CreateOptions.PERSISTENT);
            await().until(() -> out.toString().contains("NODE_CHILDREN_CHANGED " + root + "\n"));
            client.blocking().delete(root, DeleteOptions.RECURSIVE);
            await().until(() -> out.toString().contains("NODE_DELETED " + root + "\n"));
            client.blocking().create(root, null, CreateOptions.PERSISTENT);
            await().until(() -> out.toString().contains("NODE_CREATED " + root + "\n"));
        } finally {
            watching.interrupt();
            watching.join(20_000);
        }
    }

    @Test
    void aLockedCommandKnowsItsTokenAndGivesItsStatus() throws IOException {
        Path seen = dir.resolve("seen");
        int status =
                run("lock", root, "--", "sh", "-c", "echo $TROUPE_LOCK_TOKEN $TROUPE_LOCK_PATH > " + seen + "; exit 7");

        assertThat(status).isEqualTo(7);
        assertThat(Files.readString(seen)).matches("\\d+ " + root + "/_c_[0-9a-f-]+-lock-\\d{10}\n");
        assertThat(run("ls", root)).isZero();
        assertThat(out).hasToString("[]\n");
        assertThat(run("lock", root, "--", "/no/such/program")).isEqualTo(2);
    }

    @Test
    void aLockedCommandIsEndedWhenTheLockIsLost() throws Exception {
        Path seen = dir.resolve("seen");
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                () -> run("lock", root, "--", "sh", "-c", "echo $TROUPE_LOCK_PATH > " + seen + "; sleep 60"));
        await().until(() -> Files.exists(seen) && !Files.readString(seen).isBlank());
        try (Client client = Client.open(ClientSettings.of(ensemble.connectString()))) {
            client.blocking().delete(Files.readString(seen).trim(), DeleteOptions.PLAIN);
        }
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(err.toString()).contains("the lock is lost: its znode", "was deleted; ending sh");
    }
}
