package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.server.Endpoint;
import io.troupe.server.Environment;
import io.troupe.server.LogSizes;
import io.troupe.server.PeerConfig;
import io.troupe.server.TroupeServer;
import io.troupe.server.Voter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that starts from a snapshot serves what it served before, whatever became of the newest one. */
@SuppressWarnings("try") // an interrupt while a client closes fails the test, as it should
class SnapshotsTest {
    private static final int RETAINED = 2;
    private static final int NODES = 1_500;
    private static final Environment ENVIRONMENT = new Environment();

    @TempDir
    private Path directory;

    @Test
    void aRestartFromTheNewestWholeSnapshotLosesNothing() throws Exception {
        TroupeServer first = start();
        write(first, "/before-");
        Map<String, Stat> wanted = stats(first);
        await().untilAsserted(() -> assertThat(snapshots()).hasSize(RETAINED));
        first.stop();

        TroupeServer second = start();
        assertThat(stats(second)).isEqualTo(wanted);
        second.stop();

        spoil(snapshots().get(RETAINED - 1));
        TroupeServer third = start();
        assertThat(stats(third)).isEqualTo(wanted);
        write(third, "/after-");
        assertThat(stats(third)).hasSize(2 * NODES);
        third.stop();
    }

    private TroupeServer start() {
        PeerConfig config = PeerConfig.of(
                        1,
                        List.of(new Voter(1, "127.0.0.1", 1, 1, Optional.empty())),
                        new Endpoint("127.0.0.1", 0),
                        directory)
                .with(new LogSizes(200, 0, 1L << 30, RETAINED));
        return TroupeServer.start(config, ENVIRONMENT, TroupeServer.loops(ENVIRONMENT), Optional.empty());
    }

    private static String address(TroupeServer server) {
        return "127.0.0.1:" + server.clientAddress().getPort();
    }

    private static void write(TroupeServer server, String prefix) throws Exception {
        Semaphore done = new Semaphore(0);
        try (ZooKeeper client = Clients.connect(address(server))) {
            for (int i = 0; i < NODES; i++) {
                byte[] data = ("data of " + i).getBytes(StandardCharsets.UTF_8);
                client.create(
                        prefix + i,
                        data,
                        Ids.OPEN_ACL_UNSAFE,
                        CreateMode.PERSISTENT,
                        (code, path, context, name) -> done.release(),
                        null);
            }
            done.acquire(NODES);
        }
    }

    private static Map<String, Stat> stats(TroupeServer server) throws Exception {
        Map<String, Stat> stats = new TreeMap<>();
        try (ZooKeeper client = Clients.connect(address(server))) {
            for (String name : client.getChildren("/", false)) {
                if (!name.equals("zookeeper")) {
                    stats.put(name, client.exists("/" + name, false));
                }
            }
        }
        return stats;
    }

    /** The oldest first. */
    private List<Path> snapshots() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("snapshot"))) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .sorted()
                    .toList();
        }
    }

    private static void spoil(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int one = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(one ^ 1);
        }
    }
}
