package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, killed as a power switch does it, under load: nothing that was acknowledged is missing afterwards.
 */
class KillTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int WRITERS = 4;

    @TempDir
    Path directory;

    @Test
    void onePeerForgetsNothingThatItAcknowledged() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(1, directory)) {
            peers.startAll();
            peers.awaitServing();
            try (Load load = new Load(peers)) {
                for (int round = 0; round < 3; round++) {
                    load.awaitMore(300);
                    peers.kill(1);
                    peers.start(1);
                    peers.awaitServing();
                }
                load.awaitMore(100);
                load.stop();
                load.assertNothingLost();
            }
            assertThat(peers.terminate(1, Duration.ofSeconds(10))).isZero();
        }
    }

    @Test
    void threePeersLoseNothingWhenAnyOrAllOfThemDie() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(3, directory)) {
            peers.startAll();
            int leader = peers.awaitLeader();
            try (Load load = new Load(peers)) {
                load.awaitMore(500);

                long killed = System.nanoTime();
                peers.kill(leader);
                load.awaitAcknowledgedAfter(killed);
                report("writes were refused for %d ms after the leader was killed", load.pauseMillisSince(killed));
                peers.start(leader);
                int next = peers.awaitLeader();
                assertThat(next).as("a returning peer deposes nobody").isNotEqualTo(leader);
                load.awaitMore(500);

                int follower = next == 1 ? 2 : 1;
                killed = System.nanoTime();
                peers.kill(follower);
                load.awaitMore(500);
                report("the longest pause after a follower was killed was %d ms", load.pauseMillisSince(killed));
                peers.start(follower);
                peers.awaitServing();

                killed = System.nanoTime();
                peers.killAll();
                peers.startAll();
                peers.awaitServing();
                load.awaitAcknowledgedAfter(killed);
                report(
                        "writes were refused for %d ms while all peers were killed and started",
                        load.pauseMillisSince(killed));
                load.awaitMore(200);
                load.stop();
                load.assertNothingLost();
                assertTreesAreEqual(peers);
            } catch (Throwable failure) {
                System.out.println(peers.lastWords());
                throw failure;
            }
            for (int peer = 1; peer <= 3; peer++) {
                assertThat(peers.terminate(peer, Duration.ofSeconds(10))).isZero();
            }
        }
    }

    private static void report(String text, long millis) {
        System.out.println("KillTest: " + String.format(text, millis));
    }

    private static void assertTreesAreEqual(PeerProcesses peers) {
        List<ZooKeeper> clients = new ArrayList<>();
        try {
            for (int peer = 1; peer <= 3; peer++) {
                clients.add(connect(peers.connectString(peer)));
            }
            // The sessions of the load end meanwhile, so the trees are equal once they are.
            Awaitility.await()
                    .atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        Map<String, String> first = TreeWalk.of(clients.get(0));
                        assertThat(first).hasSizeGreaterThan(1_000);
                        assertThat(TreeWalk.of(clients.get(1))).isEqualTo(first);
                        assertThat(TreeWalk.of(clients.get(2))).isEqualTo(first);
                    });
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            clients.forEach(KillTest::close);
        }
    }

    private static ZooKeeper connect(String to) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(to, 30_000, event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        assertThat(connected.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return client;
    }

    private static void close(ZooKeeper client) {
        try {
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writers that create numbered nodes, each with its own client, and remember what was acknowledged and when. */
    private static final class Load implements AutoCloseable {
        private final PeerProcesses peers;
        private final List<Thread> writers = new ArrayList<>();
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final Queue<Long> acknowledgedNanos = new ConcurrentLinkedQueue<>();
        private final AtomicLong count = new AtomicLong();
        private final AtomicLong lastNanos = new AtomicLong();
        private volatile boolean stopping;

        Load(PeerProcesses peers) throws Exception {
            this.peers = peers;
            ZooKeeper client = connect(peers.connectString());
            for (int writer = 0; writer < WRITERS; writer++) {
                client.create("/writer-" + writer, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
            client.close();
            for (int writer = 0; writer < WRITERS; writer++) {
                String root = "/writer-" + writer;
                Thread thread = new Thread(() -> write(root), "writer-" + writer);
                thread.start();
                writers.add(thread);
            }
        }

        private void write(String root) {
            try {
                ZooKeeper client = connect(peers.connectString());
                for (int number = 0; !stopping; number++) {
                    client = createOnce(client, root + "/" + number);
                }
                client.close();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** Repeats until the node is known to be there; only an answer of the ensemble counts as an acknowledgement. */
        private ZooKeeper createOnce(ZooKeeper client, String path) throws Exception {
            ZooKeeper current = client;
            while (!stopping) {
                try {
                    current.create(
                            path, path.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                    acknowledge(path);
                    return current;
                } catch (KeeperException.NodeExistsException anEarlierTryArrived) {
                    acknowledge(path);
                    return current;
                } catch (KeeperException.SessionExpiredException expired) {
                    current.close();
                    current = connect(peers.connectString());
                } catch (KeeperException.ConnectionLossException again) {
                    awaitConnection(current);
                }
            }
            return current;
        }

        private void awaitConnection(ZooKeeper client) {
            Awaitility.await("a connection")
                    .atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> stopping
                            || client.getState().isConnected()
                            || !client.getState().isAlive());
        }

        private void acknowledge(String path) {
            long now = System.nanoTime();
            acknowledged.add(path);
            acknowledgedNanos.add(now);
            lastNanos.accumulateAndGet(now, Math::max);
            count.incrementAndGet();
        }

        void awaitMore(int writes) {
            long enough = count.get() + writes;
            Awaitility.await("writes go on").atMost(DEADLINE).until(() -> count.get() >= enough);
        }

        void awaitAcknowledgedAfter(long nanos) {
            Awaitility.await("a write is acknowledged again")
                    .atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> acknowledgedNanos.stream().anyMatch(at -> at > nanos));
        }

        /** The longest time without any acknowledgement that began before or after {@code nanos} and ended after it. */
        long pauseMillisSince(long nanos) {
            long previous = nanos;
            long longest = 0;
            for (long at :
                    acknowledgedNanos.stream().filter(at -> at > nanos).sorted().toList()) {
                longest = Math.max(longest, at - previous);
                previous = at;
            }
            return TimeUnit.NANOSECONDS.toMillis(longest);
        }

        void stop() throws InterruptedException {
            stopping = true;
            for (Thread writer : writers) {
                writer.join(DEADLINE.toMillis());
                assertThat(writer.isAlive()).isFalse();
            }
        }

        void assertNothingLost() throws Exception {
            ZooKeeper client = connect(peers.connectString());
            try {
                TreeWalk.of(client);
                for (String path : acknowledged) {
                    Stat stat = client.exists(path, false);
                    assertThat(stat).as("acknowledged " + path).isNotNull();
                    assertThat(stat.getVersion()).as("written once: " + path).isZero();
                }
                assertThat(acknowledged).hasSizeGreaterThan(500);
            } finally {
                client.close();
            }
        }

        @Override
        public void close() {
            stopping = true;
            writers.forEach(Thread::interrupt);
        }
    }
}
