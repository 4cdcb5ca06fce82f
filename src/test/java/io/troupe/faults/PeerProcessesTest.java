package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers as processes that are started in any order, paused, and killed at the worst time. */
@Timeout(400)
class PeerProcessesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int PAUSE_SECONDS = 5;
    /** Far more than it takes, on however busy a machine, and less than the pause. */
    private static final long HELD_UP_MILLIS = 3_000;

    @TempDir
    Path directory;

    @Test
    void peersFoundTheirEnsembleInWhateverOrderTheyAreStarted() throws Exception {
        for (List<Integer> order : List.of(List.of(1, 2, 3), List.of(3, 1, 2), List.of(2, 3, 1))) {
            Path own = Files.createDirectory(directory.resolve("order-" + order.get(0)));
            try (PeerProcesses peers = new PeerProcesses(3, own)) {
                peers.start(order.get(0));
                await().atMost(DEADLINE)
                        .until(() -> !peers.ask(order.get(0), "srvr").isEmpty());
                assertThat(peers.mode(order.get(0))).isEmpty();
                peers.start(order.get(1));
                peers.awaitServing();
                create(peers.connectString(), "/founded");
                peers.start(order.get(2));
                peers.awaitServing();
                TreeWalk.assertEqualTrees(peers, 1);
            }
        }
    }

    @Test
    void aPeerThatIsKilledAndStartedAtOnceJoinsByItself() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(3, directory)) {
            peers.startAll();
            peers.awaitServing();
            try (Load load = new Load(peers)) {
                for (int peer = 1; peer <= 3; peer++) {
                    load.awaitMore(50);
                    peers.kill(peer);
                    peers.start(peer);
                    peers.awaitServing();
                }
                load.awaitMore(400);
                load.stop();
                load.assertNothingLost();
                TreeWalk.assertEqualTrees(peers, 500);
            }
        }
    }

    @Test
    void aHostNameThatDoesNotResolveYetDelaysOnlyItsOwnLink() throws Exception {
        Path hosts = directory.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost\n");
        try (PeerProcesses peers = new PeerProcesses(3, directory)) {
            peers.jvmFlag("-Djdk.net.hosts.file=" + hosts);
            peers.jvmFlag("-Dsun.net.inetaddr.negative.ttl=1");
            // The peer with the higher id dials: 3 and 2 cannot find 1, the others find each other.
            for (int peer = 2; peer <= 3; peer++) {
                peers.configure(peer, "server.1=peer-one:" + peers.peerPort(1) + ":3889");
            }
            peers.startAll();
            peers.awaitServingOf(2, 3);
            assertThat(peers.mode(1)).isEmpty();
            create(peers.connectString(2) + "," + peers.connectString(3), "/without-one");

            Files.writeString(hosts, "127.0.0.1 localhost peer-one\n");
            peers.awaitServing();
            TreeWalk.assertEqualTrees(peers, 1);
        }
    }

    @Test
    void aFollowerThatIsPausedLosesNothingAndReturns() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(3, directory)) {
            peers.startAll();
            int follower = peers.awaitLeader() % 3 + 1;
            assertNothingIsLostWhilePaused(peers, follower);
        }
    }

    @Test
    void aPausedFollowerHoldsUpNoClientOfTheLeader() throws Exception {
        assertNobodyIsHeldUp(true);
    }

    @Test
    void aPausedFollowerHoldsUpNoClientOfTheOtherFollower() throws Exception {
        assertNobodyIsHeldUp(false);
    }

    private void assertNobodyIsHeldUp(boolean atLeader) throws Exception {
        try (PeerProcesses peers = new PeerProcesses(3, directory)) {
            peers.startAll();
            int leader = peers.awaitLeader();
            int paused = leader % 3 + 1;
            int other = paused % 3 + 1;
            try (Load load = new Load(peers.connectString(atLeader ? leader : other))) {
                load.awaitMore(300);
                long pause = System.nanoTime();
                peers.pause(paused);
                await().atMost(DEADLINE)
                        .until(() -> System.nanoTime() - pause
                                > Duration.ofSeconds(PAUSE_SECONDS).toNanos());
                load.awaitMore(1);
                long millis = load.pauseMillisSince(pause);
                peers.resume(paused);
                peers.awaitServing();
                System.out.printf(
                        "PeerProcessesTest: the longest pause in acknowledgements elsewhere was %d ms%n", millis);
                assertThat(millis).isLessThan(HELD_UP_MILLIS);
                load.stop();
            } catch (Throwable failure) {
                System.out.println(peers.lastWords());
                throw failure;
            }
        }
    }

    @Test
    void aLeaderThatIsPausedIsReplacedAndLosesNothing() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(3, directory)) {
            peers.startAll();
            int leader = peers.awaitLeader();
            assertNothingIsLostWhilePaused(peers, leader);
            assertThat(peers.leader())
                    .as("it follows the leader that replaced it")
                    .isNotEqualTo(leader);
        }
    }

    private static void assertNothingIsLostWhilePaused(PeerProcesses peers, int paused) throws Exception {
        try (Load load = new Load(peers)) {
            load.awaitMore(300);
            long pause = System.nanoTime();
            peers.pause(paused);
            load.awaitAcknowledgedAfter(pause);
            await().atMost(DEADLINE)
                    .until(() -> System.nanoTime() - pause
                            > Duration.ofSeconds(PAUSE_SECONDS).toNanos());
            load.awaitMore(100);
            long resumed = System.nanoTime();
            peers.resume(paused);
            peers.awaitServing();
            System.out.printf(
                    "PeerProcessesTest: around a pause of %d s acknowledgements paused for %d ms at most; the peer"
                            + " served again %d ms after it%n",
                    PAUSE_SECONDS, load.pauseMillisSince(pause), (System.nanoTime() - resumed) / 1_000_000);
            load.awaitMore(300);
            load.stop();
            load.assertNothingLost();
            TreeWalk.assertEqualTrees(peers, 500);
        } catch (Throwable failure) {
            System.out.println(peers.lastWords());
            throw failure;
        }
    }

    @Test
    void whatOnlyADeadLeaderHadIsTakenBackWhenItReturns() throws Exception {
        try (PeerProcesses peers = new PeerProcesses(3, directory)) {
            peers.configureAll("peer.silence=15000");
            peers.startAll();
            int leader = peers.awaitLeader();
            List<Integer> followers = IntStream.rangeClosed(1, 3)
                    .filter(peer -> peer != leader)
                    .boxed()
                    .toList();
            create(peers.connectString(), "/before");
            ZooKeeper client = Clients.connect(peers.connectString(leader));
            for (int follower : followers) {
                peers.pause(follower);
            }
            String marker = "only the leader has this";
            client.create(
                    "/tail",
                    marker.getBytes(StandardCharsets.UTF_8),
                    Ids.OPEN_ACL_UNSAFE,
                    CreateMode.PERSISTENT,
                    (code, path, context, name) -> {},
                    null);
            await().atMost(DEADLINE).until(() -> logHolds(peers.home(leader), marker));
            peers.killAll();
            Clients.close(client);

            for (int follower : followers) {
                peers.start(follower);
            }
            peers.awaitServing();
            create(peers.connectString(followers.get(0)), "/after");
            peers.start(leader);
            peers.awaitServing();
            TreeWalk.assertEqualTrees(peers, 2);
            ZooKeeper returned = Clients.connect(peers.connectString(leader));
            assertThat(returned.getChildren("/", false))
                    .contains("before", "after")
                    .doesNotContain("tail");
            Clients.close(returned);
        }
    }

    private static boolean logHolds(Path home, String text) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void create(String at, String path) throws Exception {
        ZooKeeper client = Clients.connect(at);
        client.create(path, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        Clients.close(client);
    }
}
