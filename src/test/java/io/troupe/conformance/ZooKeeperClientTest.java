package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.troupe.server.testing.TestEnsemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Apache ZooKeeper's own client sees of an ensemble of three, call by call. */
class ZooKeeperClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static TestEnsemble ensemble;
    private final List<ZooKeeper> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @AfterEach
    void closeClients() throws Exception {
        for (ZooKeeper client : clients) {
            client.close();
        }
    }

    private ZooKeeper connect(int peer) throws Exception {
        return connect(ensemble.connectString(peer), 10_000);
    }

    private ZooKeeper connect(String to, int timeoutMillis) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(to, timeoutMillis, event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        clients.add(client);
        assertThat(connected.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return client;
    }

    @Test
    void whatIsCreatedAtOnePeerIsReadAtEveryOther() throws Exception {
        connect(1).create("/everywhere", bytes("x"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        for (int peer = 1; peer <= 3; peer++) {
            ZooKeeper client = connect(peer);
            client.sync("/everywhere", (code, path, context) -> {}, null);
            assertThat(client.getData("/everywhere", false, null)).isEqualTo(bytes("x"));
        }
    }

    @Test
    void statCountsWhatHappenedToANode() throws Exception {
        ZooKeeper client = connect(1);
        Stat created = new Stat();
        client.create("/stat", bytes("12345"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT, created);
        assertThat(created.getVersion()).isZero();
        assertThat(created.getDataLength()).isEqualTo(5);
        assertThat(created.getPzxid()).isEqualTo(created.getCzxid()).isEqualTo(created.getMzxid());

        Stat set = client.setData("/stat", bytes("1"), 0);
        assertThat(set.getVersion()).isEqualTo(1);
        assertThat(set.getMzxid()).isGreaterThan(created.getCzxid());
        client.create("/stat/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.delete("/stat/a", -1);

        Stat now = client.exists("/stat", false);
        assertThat(now.getCversion()).isEqualTo(2);
        assertThat(now.getNumChildren()).isZero();
        assertThat(now.getPzxid()).isGreaterThan(set.getMzxid());
        assertThat(now.getMzxid()).isEqualTo(set.getMzxid());
    }

    @Test
    void errorsAreThoseOfZooKeeper() throws Exception {
        ZooKeeper client = connect(2);
        client.create("/errors", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.create("/errors/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);

        assertThatThrownBy(() -> client.create("/errors", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT))
                .isInstanceOf(KeeperException.NodeExistsException.class);
        assertThatThrownBy(() -> client.create("/errors/e/x", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT))
                .isInstanceOf(KeeperException.NoChildrenForEphemeralsException.class);
        assertThatThrownBy(() -> client.create("/no/parent", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT))
                .isInstanceOf(KeeperException.NoNodeException.class);
        assertThatThrownBy(() -> client.delete("/errors", -1)).isInstanceOf(KeeperException.NotEmptyException.class);
        assertThatThrownBy(() -> client.setData("/errors", null, 9))
                .isInstanceOf(KeeperException.BadVersionException.class);
        assertThatThrownBy(() -> client.getData("/nothing", false, null))
                .isInstanceOf(KeeperException.NoNodeException.class);
        assertThatThrownBy(() -> client.delete("/zookeeper", -1))
                .isInstanceOf(KeeperException.BadArgumentsException.class);
    }

    @Test
    void sequentialNodesOfAllPeersShareOneCounter() throws Exception {
        connect(1).create("/seq", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ZooKeeper client = connect(1 + i % 3);
            client.sync("/seq", (code, path, context) -> {}, null);
            names.add(client.create("/seq/n-", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL));
        }
        assertThat(names).isSorted().doesNotHaveDuplicates().first().isEqualTo("/seq/n-0000000000");
        assertThat(names).last().isEqualTo("/seq/n-0000000008");
    }

    @Test
    void ephemeralsGoWithTheirSessionUnderOneZxid() throws Exception {
        ZooKeeper owner = connect(1);
        ZooKeeper other = connect(2);
        owner.create("/eph-a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        owner.create("/eph-b", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        owner.create("/eph-a/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        owner.create("/eph-b/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        other.sync("/", (code, path, context) -> {}, null);
        assertThat(other.exists("/eph-a/e", false).getEphemeralOwner()).isEqualTo(owner.getSessionId());

        owner.close();

        await().atMost(DEADLINE).until(() -> other.exists("/eph-a/e", false) == null);
        assertThat(other.exists("/eph-b/e", false)).isNull();
        assertThat(other.exists("/eph-a", false).getPzxid())
                .isEqualTo(other.exists("/eph-b", false).getPzxid());
    }

    @Test
    void aSessionThatFallsSilentExpiresAndItsEphemeralsGo() throws Exception {
        ZooKeeper watcher = connect(3);
        Silencer silent = new Silencer(ensemble.connectString(1));
        clients.add(silent);
        silent.create("/silent", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        CountDownLatch gone = new CountDownLatch(1);
        watcher.sync("/", (code, path, context) -> {}, null);
        watcher.exists("/silent", event -> gone.countDown());

        silent.fallSilent();

        assertThat(gone.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** A client that can vanish without closing its session. */
    @SuppressWarnings("try") // ZooKeeper's own close may be interrupted.
    private static final class Silencer extends ZooKeeper {
        Silencer(String to) throws IOException {
            super(to, 1_000, event -> {});
        }

        void fallSilent() {
            cnxn.disconnect();
        }
    }

    @Test
    void aSessionIsTakenUpAtAnotherPeer() throws Exception {
        ZooKeeper first = connect(1);
        first.create("/moved", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper second = new ZooKeeper(
                ensemble.connectString(2),
                10_000,
                event -> {
                    if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                        connected.countDown();
                    }
                },
                first.getSessionId(),
                first.getSessionPasswd());
        clients.add(second);
        assertThat(connected.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.getSessionId()).isEqualTo(first.getSessionId());
        assertThat(second.exists("/moved", false).getEphemeralOwner()).isEqualTo(second.getSessionId());
    }

    @Test
    void aWrongPasswordMeansThatTheSessionIsExpired() throws Exception {
        ZooKeeper first = connect(1);
        CountDownLatch expired = new CountDownLatch(1);
        ZooKeeper thief = new ZooKeeper(
                ensemble.connectString(2),
                10_000,
                event -> {
                    if (event.getState() == Watcher.Event.KeeperState.Expired) {
                        expired.countDown();
                    }
                },
                first.getSessionId(),
                new byte[16]);
        clients.add(thief);
        assertThat(expired.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void watchesFireOnceAndInOrder() throws Exception {
        ZooKeeper watcher = connect(1);
        ZooKeeper writer = connect(2);
        BlockingQueue<WatchedEvent> events = new LinkedBlockingQueue<>();
        watcher.exists("/watched", events::add);
        writer.create("/watched", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        assertThat(next(events)).isEqualTo("NodeCreated /watched");

        watcher.getData("/watched", events::add, null);
        watcher.getChildren("/watched", events::add);
        writer.create("/watched/child", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        assertThat(next(events)).isEqualTo("NodeChildrenChanged /watched");
        writer.setData("/watched", bytes("1"), -1);
        writer.setData("/watched", bytes("2"), -1);
        assertThat(next(events)).isEqualTo("NodeDataChanged /watched");
        assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    private static String next(BlockingQueue<WatchedEvent> events) throws InterruptedException {
        WatchedEvent event = events.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event.getType() + " " + event.getPath();
    }

    @Test
    void aReadAfterAPipelinedWriteSeesItAndRepliesKeepTheirOrder() throws Exception {
        ZooKeeper client = connect(2);
        client.create("/pipelined", bytes("-1"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(200);
        for (int i = 0; i < 100; i++) {
            int number = i;
            client.setData(
                    "/pipelined",
                    bytes(String.valueOf(i)),
                    -1,
                    (code, path, context, stat) -> {
                        seen.add("set " + number);
                        done.countDown();
                    },
                    null);
            client.getData(
                    "/pipelined",
                    false,
                    (code, path, context, data, stat) -> {
                        seen.add("got " + new String(data, StandardCharsets.UTF_8));
                        done.countDown();
                    },
                    null);
        }
        assertThat(done.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.get(2 * i)).isEqualTo("set " + i);
            assertThat(seen.get(2 * i + 1)).isEqualTo("got " + i);
        }
    }

    @Test
    void aMultiTellsWhichOfItsOperationsFailed() throws Exception {
        ZooKeeper client = connect(3);
        List<OpResult> results = client.multi(List.of(
                Op.create("/multi", bytes("m"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.create("/multi/s-", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL),
                Op.setData("/multi", bytes("n"), 0),
                Op.check("/multi", 1)));
        assertThat(((OpResult.CreateResult) results.get(1)).getPath()).isEqualTo("/multi/s-0000000000");

        assertThatThrownBy(() -> client.multi(List.of(
                        Op.create("/multi/never", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                        Op.delete("/multi/absent", -1),
                        Op.check("/multi", -1))))
                .isInstanceOfSatisfying(KeeperException.NoNodeException.class, failure -> {
                    assertThat(failure.getResults()).hasSize(3);
                    assertThat(((OpResult.ErrorResult) failure.getResults().get(0)).getErr())
                            .isZero();
                    assertThat(((OpResult.ErrorResult) failure.getResults().get(2)).getErr())
                            .isEqualTo(-2);
                });
        assertThat(client.exists("/multi/never", false)).isNull();
    }

    @Test
    void accessIsGrantedToTheIdentityThatAnAclNames() throws Exception {
        ZooKeeper owner = connect(1);
        owner.addAuthInfo("digest", bytes("ann:secret"));
        owner.create("/private", bytes("x"), Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
        ZooKeeper other = connect(1);
        assertThatThrownBy(() -> other.getData("/private", false, null))
                .isInstanceOf(KeeperException.NoAuthException.class);

        other.addAuthInfo("digest", bytes("ann:secret"));
        assertThat(other.getData("/private", false, null)).isEqualTo(bytes("x"));
        List<ACL> acl = other.getACL("/private", new Stat());
        assertThat(acl)
                .singleElement()
                .satisfies(entry -> assertThat(entry.getId().getId()).startsWith("ann:"));
        assertThatThrownBy(() -> other.setACL("/private", Arrays.asList(new ACL(31, new Id("world", "bob"))), -1))
                .isInstanceOf(KeeperException.InvalidACLException.class);
    }

    @Test
    void anOperationThatIsNotBuiltYetIsRefusedAndCostsOnlyItsConnection() throws Exception {
        ZooKeeper client = connect(2);
        assertThatThrownBy(() -> client.addWatch("/", event -> {}, AddWatchMode.PERSISTENT))
                .isInstanceOf(KeeperException.class);
        await().atMost(DEADLINE).ignoreExceptions().until(() -> client.exists("/", false) != null);
    }

    @Test
    void nullAndEmptyDataAreNotTheSame() throws Exception {
        ZooKeeper client = connect(1);
        client.create("/null", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.create("/empty", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        assertThat(client.getData("/null", false, null)).isNull();
        assertThat(client.getData("/empty", false, null)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
