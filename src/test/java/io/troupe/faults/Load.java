package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.awaitility.Awaitility;

/** Writers that create numbered nodes, each with its own client, and remember what was acknowledged and when. */
final class Load implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int WRITERS = 4;

    private final String at;
    private final List<Thread> writers = new ArrayList<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Long> acknowledgedNanos = new ConcurrentLinkedQueue<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();
    private volatile boolean stopping;

    Load(PeerProcesses peers) throws Exception {
        this(peers.connectString());
    }

    /** @param at the peers that are written to */
    Load(String at) throws Exception {
        this.at = at;
        ZooKeeper client = Clients.connect(at);
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
            ZooKeeper client = Clients.connect(at);
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
                current.create(path, path.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                acknowledge(path);
                return current;
            } catch (KeeperException.NodeExistsException anEarlierTryArrived) {
                acknowledge(path);
                return current;
            } catch (KeeperException.SessionExpiredException expired) {
                current.close();
                current = Clients.connect(at);
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
        ZooKeeper client = Clients.connect(at);
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
