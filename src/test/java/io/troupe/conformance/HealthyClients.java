package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.server.testing.TestEnsemble;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * One client of Apache ZooKeeper at each peer, which count on a node of their own and notice whatever disturbs them.
 */
final class HealthyClients implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int TIMEOUT_MILLIS = 40_000;

    private final TestEnsemble ensemble;
    private final List<ZooKeeper> clients = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    private final int[] versions;
    private final Queue<WatchedEvent> disconnections = new ConcurrentLinkedQueue<>();
    private long steps;

    HealthyClients(TestEnsemble ensemble, int peers) throws Exception {
        this.ensemble = ensemble;
        versions = new int[peers];
        for (int peer = 1; peer <= peers; peer++) {
            ZooKeeper client = connect(peer, disconnections);
            clients.add(client);
            String node = "/healthy-" + NUMBER.incrementAndGet();
            client.create(node, bytes("0"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            nodes.add(node);
        }
    }

    private ZooKeeper connect(int peer, Queue<WatchedEvent> lost) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(ensemble.connectString(peer), TIMEOUT_MILLIS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            } else if (event.getState() != KeeperState.Closed) {
                lost.add(event);
            }
        });
        assertThat(connected.await(30, TimeUnit.SECONDS)).isTrue();
        return client;
    }

    /** Each client writes, and reads what it wrote; nobody else has written there. */
    void step(String where) throws Exception {
        for (int i = 0; i < clients.size(); i++) {
            int version = ++versions[i];
            Stat set = clients.get(i).setData(nodes.get(i), bytes(String.valueOf(version)), version - 1);
            assertThat(set.getVersion()).as(where).isEqualTo(version);
            assertThat(clients.get(i).getData(nodes.get(i), false, null))
                    .as(where)
                    .isEqualTo(bytes(String.valueOf(version)));
            steps++;
        }
    }

    long steps() {
        return steps;
    }

    /** Everything but a connection that was told to a watcher. */
    Queue<WatchedEvent> disconnections() {
        return disconnections;
    }

    void assertNothingLost(String where) throws Exception {
        for (int i = 0; i < versions.length; i++) {
            ZooKeeper fresh = connect(i + 1, new ConcurrentLinkedQueue<>());
            sync(fresh);
            assertThat(fresh.exists(nodes.get(i), false).getVersion()).as(where).isEqualTo(versions[i]);
            fresh.close();
        }
    }

    /** Sessions may still expire meanwhile, so there is more than one try. */
    void assertEqualTreesOnAllPeers(String where) throws Exception {
        for (int trial = 0; ; trial++) {
            List<Map<String, String>> trees = new ArrayList<>();
            for (int peer = 1; peer <= versions.length; peer++) {
                ZooKeeper fresh = connect(peer, new ConcurrentLinkedQueue<>());
                sync(fresh);
                Map<String, String> tree = new TreeMap<>();
                walk(fresh, "/", tree);
                trees.add(tree);
                fresh.close();
            }
            boolean equal = trees.stream().distinct().count() == 1;
            if (equal || trial == 20) {
                assertThat(trees).as(where).allMatch(tree -> tree.equals(trees.get(0)));
                return;
            }
        }
    }

    private static void sync(ZooKeeper client) throws InterruptedException {
        CountDownLatch synced = new CountDownLatch(1);
        client.sync("/", (code, path, context) -> synced.countDown(), null);
        assertThat(synced.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Of what nobody may read only that it is there. */
    private static void walk(ZooKeeper client, String path, Map<String, String> tree) throws Exception {
        try {
            Stat stat = new Stat();
            byte[] data = client.getData(path, false, stat);
            tree.put(path, Arrays.hashCode(data) + stat.toString());
            for (String child : client.getChildren(path, false)) {
                walk(client, path.length() == 1 ? path + child : path + "/" + child, tree);
            }
        } catch (KeeperException.NoAuthException secret) {
            tree.put(path, "secret");
        } catch (KeeperException.NoNodeException goneMeanwhile) {
            tree.put(path, "gone");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        for (ZooKeeper client : clients) {
            try {
                client.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
