package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, killed as a power switch does it, under load: nothing that was acknowledged is missing afterwards.
 */
class KillTest {
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
                // What was on its way is acknowledged even after the kill: the pause is over when many are.
                load.awaitMore(200);
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
                load.awaitMore(200);
                report(
                        "writes were refused for %d ms while all peers were killed and started",
                        load.pauseMillisSince(killed));
                load.stop();
                load.assertNothingLost();
                TreeWalk.assertEqualTrees(peers, 1_000);
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
}
