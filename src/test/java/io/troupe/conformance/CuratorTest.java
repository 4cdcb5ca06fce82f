package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.server.testing.TestEnsemble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Curator's recipes, unmodified, against an ensemble of three. */
class CuratorTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static TestEnsemble ensemble;
    private final List<CuratorFramework> clients = new ArrayList<>();
    private String root;

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @BeforeEach
    void nameOwnRoot(TestInfo test) {
        root = "/curator/" + test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void closeClients() {
        clients.forEach(CuratorFramework::close);
    }

    private CuratorFramework connect(int peer) {
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(ensemble.connectString(peer))
                .retryPolicy(new RetryOneTime(100))
                .sessionTimeoutMs(10_000)
                .connectionTimeoutMs((int) DEADLINE.toMillis())
                .build();
        client.start();
        clients.add(client);
        return client;
    }

    @Test
    void aMutexHasOneHolderAtATime() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> rounds = new ArrayList<>();
            for (int peer = 1; peer <= 3; peer++) {
                InterProcessMutex mutex = new InterProcessMutex(connect(peer), root);
                rounds.add(threads.submit(() -> holdTenTimes(mutex, holders, most)));
            }
            for (Future<Integer> round : rounds) {
                assertThat(round.get(60, TimeUnit.SECONDS)).isEqualTo(10);
            }
            assertThat(most).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int holdTenTimes(InterProcessMutex mutex, AtomicInteger holders, AtomicInteger most)
            throws Exception {
        int held = 0;
        for (int i = 0; i < 10; i++) {
            assertThat(mutex.acquire(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            try {
                most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                held++;
            } finally {
                holders.decrementAndGet();
                mutex.release();
            }
        }
        return held;
    }

    @Test
    void readersShareAReadWriteLockAndAWriterWaitsForThem() throws Exception {
        InterProcessReadWriteLock one = new InterProcessReadWriteLock(connect(1), root);
        InterProcessReadWriteLock two = new InterProcessReadWriteLock(connect(2), root);
        InterProcessReadWriteLock three = new InterProcessReadWriteLock(connect(3), root);

        assertThat(one.readLock().acquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(two.readLock().acquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(three.writeLock().acquire(300, TimeUnit.MILLISECONDS)).isFalse();
        one.readLock().release();
        two.readLock().release();
        assertThat(three.writeLock().acquire(10, TimeUnit.SECONDS)).isTrue();
        three.writeLock().release();
    }

    @Test
    void aLeaderLatchPassesOnWhenItsHolderCloses() throws Exception {
        LeaderLatch first = new LeaderLatch(connect(1), root, "first");
        LeaderLatch second = new LeaderLatch(connect(2), root, "second");
        first.start();
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        second.start();
        await().atMost(DEADLINE).until(() -> second.getParticipants().size() == 2);
        assertThat(second.hasLeadership()).isFalse();

        first.close();

        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        second.close();
    }

    @Test
    void aLeaderLatchPassesOnWhenTheSessionOfItsHolderEnds() throws Exception {
        CuratorFramework doomed = connect(1);
        LeaderLatch first = new LeaderLatch(doomed, root, "first");
        LeaderLatch second = new LeaderLatch(connect(3), root, "second");
        first.start();
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        second.start();

        doomed.close();

        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        second.close();
    }

    @Test
    void aTransactionHappensWholeOrNotAtAll() throws Exception {
        CuratorFramework client = connect(1);
        client.create().creatingParentsIfNeeded().forPath(root + "/base");

        List<CuratorTransactionResult> results = client.transaction()
                .forOperations(
                        client.transactionOp().create().forPath(root + "/base/a", bytes("1")),
                        client.transactionOp().setData().forPath(root + "/base", bytes("changed")),
                        client.transactionOp().check().withVersion(1).forPath(root + "/base"),
                        client.transactionOp().create().forPath("/curator-other-subtree"),
                        client.transactionOp().delete().forPath("/curator-other-subtree"));
        assertThat(results).hasSize(5).allMatch(result -> result.getError() == 0);
        assertThat(client.getData().forPath(root + "/base")).isEqualTo(bytes("changed"));

        assertThat(failureOf(client)).isInstanceOf(KeeperException.BadVersionException.class);
        assertThat(client.checkExists().forPath(root + "/base/b")).isNull();
    }

    private Exception failureOf(CuratorFramework client) {
        try {
            client.transaction()
                    .forOperations(
                            client.transactionOp().create().forPath(root + "/base/b"),
                            client.transactionOp().check().withVersion(7).forPath(root + "/base"));
            return null;
        } catch (Exception failure) {
            return failure;
        }
    }

    @Test
    void everyCreateModeOfCuratorWorks() throws Exception {
        CuratorFramework client = connect(2);
        String container = client.create()
                .creatingParentContainersIfNeeded()
                .withMode(CreateMode.CONTAINER)
                .forPath(root);
        assertThat(container).isEqualTo(root);
        String sequential = client.create()
                .withProtection()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath(root + "/s-", bytes("x"));
        assertThat(sequential).endsWith("s-0000000000");
        String ttl = client.create()
                .withTtl(60_000)
                .withMode(CreateMode.PERSISTENT_WITH_TTL)
                .forPath(root + "/ttl");
        assertThat(client.checkExists().forPath(ttl).getEphemeralOwner()).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
