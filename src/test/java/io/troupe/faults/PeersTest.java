package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.conformance.WireClient;
import io.troupe.server.Timing;
import io.troupe.server.testing.TestEnsemble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers of one process that go and come in every way in which one may be told to. */
@Timeout(300)
class PeersTest {
    /** Longer silences than usual are borne: what is shown here must not depend on how busy the machine is. */
    private static final Timing TIMING = new Timing(250, 80, 40, 500, 60_000, 100, 10_000);

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void peersThatAreStartedInAnyOrderServeWhatTheyServedBefore() throws Exception {
        try (TestEnsemble ensemble = TestEnsemble.start(3, TIMING)) {
            int nodes = 0;
            for (List<Integer> order : List.of(
                    List.of(1, 2, 3),
                    List.of(1, 3, 2),
                    List.of(2, 1, 3),
                    List.of(2, 3, 1),
                    List.of(3, 1, 2),
                    List.of(3, 2, 1))) {
                create(ensemble.connectString(order.get(0)), "/node-" + nodes++);
                order.forEach(ensemble::stop);
                ensemble.restart(order.get(0));
                assertThat(serves(ensemble, order.get(0))).isFalse();
                ensemble.restart(order.get(1));
                ensemble.awaitServing();
                ensemble.restart(order.get(2));
                ensemble.awaitServing();
                for (int peer = 1; peer <= 3; peer++) {
                    assertThat(children(ensemble, peer))
                            .as("peer %d of %s", peer, order)
                            .hasSize(nodes);
                }
            }
        }
    }

    @Test
    void aPeerThatReturnsDeposesNobody() throws Exception {
        try (TestEnsemble ensemble = TestEnsemble.start(3, TIMING)) {
            create(ensemble.connectString(), "/node-0");
            for (int round = 0; round < 3; round++) {
                int first = ensemble.leader().orElseThrow();
                ensemble.stop(first);
                ensemble.awaitServing();
                int second = ensemble.leader().orElseThrow();
                create(ensemble.connectString(), "/elected-" + round);
                long epoch = epoch(ensemble, second);
                ensemble.restart(first);
                ensemble.awaitServing();
                for (int peer = 1; peer <= 3; peer++) {
                    if (peer != second) {
                        ensemble.stop(peer);
                        ensemble.restart(peer);
                        ensemble.awaitServing();
                    }
                }
                create(ensemble.connectString(), "/node-" + (round + 1));
                assertThat(ensemble.leader()).hasValue(second);
                assertThat(epoch(ensemble, second))
                        .as("the epoch of peer %d", second)
                        .isEqualTo(epoch);
            }
        }
    }

    @Test
    void aMinorityRefusesWritesAndServesNoNewSession() throws Exception {
        try (TestEnsemble ensemble = TestEnsemble.start(3, TIMING)) {
            create(ensemble.connectString(), "/node-0");
            for (boolean leaderStays : List.of(true, false)) {
                int leader = ensemble.leader().orElseThrow();
                int alone = leaderStays ? leader : leader % 3 + 1;
                ZooKeeper client = Clients.connect(ensemble.connectString(alone));
                List<Integer> others = IntStream.rangeClosed(1, 3)
                        .filter(peer -> peer != alone)
                        .boxed()
                        .toList();
                others.forEach(ensemble::stop);
                String path = "/alone-" + leaderStays;
                LinkedBlockingQueue<Integer> outcome = new LinkedBlockingQueue<>();
                client.create(
                        path,
                        null,
                        Ids.OPEN_ACL_UNSAFE,
                        CreateMode.PERSISTENT,
                        (code, asked, context, name) -> outcome.add(code),
                        null);

                await().atMost(DEADLINE).until(() -> !serves(ensemble, alone));
                assertThat(isRefused(ensemble.connectString(alone))).isTrue();
                assertThat(outcome.poll())
                        .as("what became of the write")
                        .satisfiesAnyOf(
                                code -> assertThat(code).isNull(),
                                code -> assertThat(code).isEqualTo(KeeperException.Code.CONNECTIONLOSS.intValue()));

                others.forEach(ensemble::restart);
                ensemble.awaitServing();
                create(ensemble.connectString(alone), "/again-" + leaderStays);
                client.close();
            }
        }
    }

    @Test
    void aPeerThatMissedThousandsOfWritesCatchesUpFromTheLeadersDisk() throws Exception {
        try (TestEnsemble ensemble = TestEnsemble.start(3, TIMING)) {
            int late = ensemble.leader().orElseThrow() % 3 + 1;
            create(ensemble.connectString(), "/node-0");
            ensemble.stop(late);
            List<Integer> others = IntStream.rangeClosed(1, 3)
                    .filter(peer -> peer != late)
                    .boxed()
                    .toList();
            writeMany(ensemble.connectString(others.get(0)), 3_000);
            // What they keep in memory goes.
            others.forEach(ensemble::stop);
            others.forEach(ensemble::restart);
            ensemble.awaitServing();
            writeMany(ensemble.connectString(others.get(0)), 500);
            ensemble.restart(late);
            long restarted = System.nanoTime();
            ensemble.awaitServing();
            System.out.printf(
                    "PeersTest: caught up with 3,500 writes of 4 KiB within %d ms%n",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - restarted));

            ZooKeeper lateClient = Clients.connect(ensemble.connectString(late));
            ZooKeeper otherClient = Clients.connect(ensemble.connectString(others.get(0)));
            assertThat(TreeWalk.of(lateClient)).hasSizeGreaterThan(3_500).isEqualTo(TreeWalk.of(otherClient));
            Clients.close(lateClient);
            Clients.close(otherClient);
        }
    }

    private static void writeMany(String to, int count) throws Exception {
        ZooKeeper client = Clients.connect(to);
        CountDownLatch written = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            client.create(
                    "/many-",
                    new byte[4_096],
                    Ids.OPEN_ACL_UNSAFE,
                    CreateMode.PERSISTENT_SEQUENTIAL,
                    (code, path, context, name) -> written.countDown(),
                    null);
        }
        assertThat(written.await(120, TimeUnit.SECONDS)).isTrue();
        client.close();
    }

    private static void create(String at, String path) throws Exception {
        ZooKeeper client = Clients.connect(at);
        client.create(path, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.close();
    }

    private static List<String> children(TestEnsemble ensemble, int peer) throws Exception {
        ZooKeeper client = Clients.connect(ensemble.connectString(peer));
        CountDownLatch synced = new CountDownLatch(1);
        client.sync("/", (code, path, context) -> synced.countDown(), null);
        assertThat(synced.await(60, TimeUnit.SECONDS)).isTrue();
        List<String> children = client.getChildren("/", false);
        client.close();
        return children.stream().filter(name -> name.startsWith("node-")).toList();
    }

    private static boolean isRefused(String address) throws IOException {
        try (WireClient stranger = new WireClient(address)) {
            stranger.connect(10_000);
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static boolean serves(TestEnsemble ensemble, int peer) throws IOException {
        return WireClient.word(ensemble.connectString(peer), "srvr").contains("Mode: ");
    }

    private static long epoch(TestEnsemble ensemble, int peer) throws IOException {
        return WireClient.word(ensemble.connectString(peer), "srvr")
                .lines()
                .filter(line -> line.startsWith("Zxid: 0x"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring("Zxid: 0x".length()), 16) >>> 32)
                .findFirst()
                .orElseThrow();
    }
}
