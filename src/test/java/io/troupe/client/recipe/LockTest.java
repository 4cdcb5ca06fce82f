package io.troupe.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.troupe.client.BlockingZnodes;
import io.troupe.client.Client;
import io.troupe.client.CreateOptions;
import io.troupe.client.DeleteOptions;
import io.troupe.client.EachServer;
import io.troupe.client.FaultyLine;
import io.troupe.client.OperationFailed;
import io.troupe.client.ServerKind;
import io.troupe.client.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lock promises, on Troupe and on Apache ZooKeeper. */
@SuppressWarnings("try") // some are held and not spoken to
class LockTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(100);

    @RegisterExtension
    static final EachServer SERVERS = new EachServer();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String directory = "/locks/" + NUMBER.incrementAndGet();

    private static Client client(ServerKind kind) {
        return SERVERS.client(SERVERS.at(kind));
    }

    @ParameterizedTest
    @EnumSource
    void oneHoldsItAndTheNextGetsItWhenItIsReleased(ServerKind kind) throws Exception {
        try (Client one = client(kind);
                Client two = client(kind);
                DistributedLock mine = new DistributedLock(one, directory);
                DistributedLock yours = new DistributedLock(two, directory)) {
            Held held = mine.acquireNow(LONG).orElseThrow();

            assertThat(held.held()).isTrue();
            assertThat(yours.acquireNow(SHORT)).isEmpty();
            await().until(() -> two.blocking().children(directory).names().size() == 1);
            held.release().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(held.held()).isFalse();
            Held next = yours.acquireNow(LONG).orElseThrow();
            assertThat(next.token()).isGreaterThan(held.token());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReentrantLockIsFreeWhenTheLastHandleIsClosed(ServerKind kind) throws Exception {
        try (Client one = client(kind);
                DistributedLock lock = new DistributedLock(one, directory)) {
            Held first = lock.acquireNow(LONG).orElseThrow();
            Held second = lock.acquireNow(LONG).orElseThrow();

            assertThat(second.token()).isEqualTo(first.token());
            first.release().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(second.held()).isTrue();
            second.release().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(one.blocking().children(directory).names()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExclusiveLockIsHeldOnceEvenByItsOwnInstance(ServerKind kind) throws Exception {
        try (Client one = client(kind);
                DistributedLock lock =
                        new DistributedLock(one, directory, Reentrancy.EXCLUSIVE, LossPolicy.SESSION, new byte[0])) {
            Held first = lock.acquireNow(LONG).orElseThrow();

            assertThat(lock.acquireNow(SHORT)).isEmpty();
            first.close();
            assertThat(lock.acquireNow(LONG)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockWhoseZnodeIsDeletedIsLostOutLoud(ServerKind kind) throws Exception {
        try (Client one = client(kind);
                Client admin = client(kind);
                DistributedLock lock = new DistributedLock(one, directory)) {
            Held held = lock.acquireNow(LONG).orElseThrow();
            admin.blocking().delete(held.path(), DeleteOptions.PLAIN);

            assertThat(held.onLost().toCompletableFuture().get(5, TimeUnit.SECONDS))
                    .contains("was deleted");
            assertThat(held.held()).isFalse();
            assertThat(lock.acquireNow(LONG).orElseThrow().token()).isGreaterThan(held.token());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockIsLostBeforeAnyoneElseCanHaveIt(ServerKind kind) throws Exception {
        try (FaultyLine line = new FaultyLine(SERVERS.at(kind));
                Client one = SERVERS.client(line.connectString());
                Client two = client(kind);
                DistributedLock mine = new DistributedLock(one, directory);
                DistributedLock yours = new DistributedLock(two, directory)) {
            Held held = mine.acquireNow(LONG).orElseThrow();
            line.refuse(true);
            line.cut();
            Held next = yours.acquireNow(LONG).orElseThrow();

            assertThat(held.held()).isFalse();
            assertThat(held.onLost().toCompletableFuture().get(1, TimeUnit.SECONDS))
                    .contains("time-out");
            assertThat(next.token()).isGreaterThan(held.token());
            line.refuse(false);
            await().until(() -> one.state().connected());
            assertThat(two.blocking().children(directory).names()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGuardedWriteIsDoneOnlyByTheHolder(ServerKind kind) throws Exception {
        try (Client one = client(kind);
                DistributedLock lock = new DistributedLock(one, directory)) {
            BlockingZnodes znodes = one.blocking();
            String result = "/result-" + NUMBER.incrementAndGet();
            znodes.create(result, null, CreateOptions.PERSISTENT);
            Held held = lock.acquireNow(LONG).orElseThrow();
            znodes.commit(held.guard(Transaction.EMPTY.write(result, new byte[] {1}, -1)));
            held.release().toCompletableFuture().get(10, TimeUnit.SECONDS);

            assertThatThrownBy(() -> znodes.commit(held.guard(Transaction.EMPTY.write(result, new byte[] {2}, -1))))
                    .isInstanceOf(OperationFailed.class);
            assertThat(znodes.read(result).data()).containsExactly(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatIsClosedWhileItIsAskedForLeavesNothingBehind(ServerKind kind) throws Exception {
        try (Client one = client(kind)) {
            one.blocking().sync("/");
            for (int i = 0; i < 50; i++) {
                DistributedLock lock = new DistributedLock(one, directory);
                lock.acquire(LONG);
                lock.close();
            }
            one.blocking().sync("/");
            try (DistributedLock lock = new DistributedLock(one, directory)) {
                assertThat(lock.acquireNow(LONG)).isPresent();
                await().until(() -> one.blocking().children(directory).names().size() == 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void curatorsMutexStandsInTheSameQueue(ServerKind kind) throws Exception {
        try (Client one = client(kind);
                DistributedLock lock = new DistributedLock(one, directory);
                CuratorFramework curator = CuratorFrameworkFactory.newClient(SERVERS.at(kind), new RetryOneTime(100))) {
            curator.start();
            InterProcessMutex mutex = new InterProcessMutex(curator, directory);
            Held held = lock.acquireNow(LONG).orElseThrow();
            assertThat(mutex.acquire(200, TimeUnit.MILLISECONDS)).isFalse();
            held.close();
            assertThat(mutex.acquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(lock.acquireNow(SHORT)).isEmpty();
            mutex.release();
            Optional<Held> again = lock.acquireNow(LONG);
            assertThat(again).isPresent();
            assertThat(mutex.getParticipantNodes()).hasSize(1);
        }
    }
}
