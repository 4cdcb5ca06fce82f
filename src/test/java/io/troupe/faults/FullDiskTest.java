package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A peer whose disk is full ends, says what to do, and has everything that it acknowledged once there is room. */
@Timeout(300)
class FullDiskTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int DISK_STATUS = 74;
    private static final int SMALL_MEGABYTES = 12;
    private static final int LARGE_MEGABYTES = 400;

    @TempDir
    Path directory;

    @BeforeEach
    void skipWhereMountingIsNotPermitted() throws Exception {
        boolean permitted = SmallDisk.permitted(directory);
        if (!permitted) {
            System.out.println("FullDiskTest is skipped: this process may not mount a file system");
        }
        Assumptions.assumeTrue(permitted, "this process may not mount a file system");
    }

    @Test
    void aPeerAloneEndsAndKeepsWhatItAcknowledged() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(1, directory);
                SmallDisk disk = smallDisk(peers, 1)) {
            peers.start(1);
            peers.awaitServing();
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            try (Writer writer = new Writer(peers.connectString(), acknowledged)) {
                assertThat(peers.awaitEnd(1, DEADLINE)).isEqualTo(DISK_STATUS);
                await().atMost(DEADLINE).until(writer::isDisconnected);
            }
            assertItSaysWhatToDo(peers, 1);
            assertThat(acknowledged).hasSizeGreaterThan(50);

            disk.grow(LARGE_MEGABYTES);
            peers.start(1);
            peers.awaitServing();
            assertHolds(peers, 1, acknowledged);
            report("the peer alone had acknowledged %d writes and has them", acknowledged.size());
            assertThat(peers.terminate(1, Duration.ofSeconds(10))).isZero();
        }
    }

    @Test
    void aFollowerEndsWhileTheOthersGoOnAndReturnsOnceThereIsRoom() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(3, directory);
                SmallDisk disk = smallDisk(peers, 1)) {
            // Of two blank peers the one with the higher id leads.
            peers.start(2);
            peers.start(3);
            peers.awaitServingOf(2, 3);
            peers.start(1);
            peers.awaitServing();
            assertThat(peers.mode(1)).isEqualTo("follower");
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            Set<String> acknowledgedByFollower = ConcurrentHashMap.newKeySet();
            try (Writer others = new Writer(peers.connectString(2) + "," + peers.connectString(3), acknowledged);
                    Writer own = new Writer(peers.connectString(1), acknowledgedByFollower)) {
                assertThat(peers.awaitEnd(1, DEADLINE)).isEqualTo(DISK_STATUS);
                await().atMost(DEADLINE).until(own::isDisconnected);
                int already = acknowledged.size();
                await("the others go on").atMost(DEADLINE).until(() -> acknowledged.size() > already + 300);
                assertThat(others.wasDisconnected())
                        .as("a client of the others notices nothing")
                        .isFalse();
            }
            assertItSaysWhatToDo(peers, 1);
            assertThat(acknowledgedByFollower).isNotEmpty();

            disk.grow(LARGE_MEGABYTES);
            peers.start(1);
            peers.awaitServing();
            acknowledged.addAll(acknowledgedByFollower);
            assertHolds(peers, 1, acknowledged);
            TreeWalk.assertEqualTrees(peers, acknowledged.size());
            report("the follower returned to an ensemble with %d writes", acknowledged.size());
            assertThat(peers.terminate(1, Duration.ofSeconds(10))).isZero();
        }
    }

    private static SmallDisk smallDisk(PeerProcesses peers, int peer) throws Exception {
        Path data = peers.home(peer).resolve("data");
        SmallDisk disk = SmallDisk.mount(data, SMALL_MEGABYTES);
        Files.writeString(data.resolve("myid"), String.valueOf(peer));
        return disk;
    }

    private static void assertItSaysWhatToDo(PeerProcesses peers, int peer) throws IOException {
        List<String> said = Files.readAllLines(peers.log(peer));
        assertThat(said)
                .filteredOn(line -> line.contains("The disk is full"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Free space and start this peer again"));
        assertThat(said).as("no stack trace").noneMatch(line -> line.startsWith("\tat "));
    }

    private static void assertHolds(PeerProcesses peers, int peer, Set<String> acknowledged) throws Exception {
        ZooKeeper client = Clients.connect(peers.connectString(peer));
        Set<String> names = Set.copyOf(client.getChildren("/", false));
        assertThat(acknowledged).allMatch(path -> names.contains(path.substring(1)));
        for (String path : acknowledged) {
            assertThat(client.getData(path, false, null)).as(path).hasSize(Writer.DATA_BYTES);
        }
        Clients.close(client);
    }

    private static void report(String text, int number) {
        System.out.println("FullDiskTest: " + String.format(text, number));
    }

    /** Creates one node after the other, some of them at a time, and remembers which were acknowledged. */
    private static final class Writer implements AutoCloseable {
        static final int DATA_BYTES = 20_000;
        private static final int AT_A_TIME = 8;

        private final Set<String> acknowledged;
        private final Semaphore room = new Semaphore(AT_A_TIME);
        private final AtomicBoolean disconnected = new AtomicBoolean();
        private final ZooKeeper client;
        private final Thread thread = new Thread(this::write, "writer");
        private volatile boolean stopping;

        Writer(String to, Set<String> acknowledged) throws Exception {
            this.acknowledged = acknowledged;
            this.client = Clients.connect(to);
            client.register(event -> {
                if (event.getState() != KeeperState.SyncConnected) {
                    disconnected.set(true);
                }
            });
            thread.start();
        }

        private void write() {
            try {
                while (!stopping && !disconnected.get()) {
                    room.acquire();
                    client.create(
                            "/filling-",
                            new byte[DATA_BYTES],
                            Ids.OPEN_ACL_UNSAFE,
                            CreateMode.PERSISTENT_SEQUENTIAL,
                            (code, path, context, name) -> {
                                if (code == Code.OK.intValue()) {
                                    acknowledged.add(name);
                                }
                                room.release();
                            },
                            null);
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        boolean isDisconnected() {
            return !client.getState().isConnected();
        }

        boolean wasDisconnected() {
            return disconnected.get();
        }

        @Override
        public void close() {
            stopping = true;
            thread.interrupt();
            Clients.close(client);
        }
    }
}
