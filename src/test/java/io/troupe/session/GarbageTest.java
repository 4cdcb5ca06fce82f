package io.troupe.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.metrics.InstrumentName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.zookeeper.ZooKeeper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Whatever anyone sends, it costs the sender's connection at most. {@code -Dgarbage.seconds=60} goes on for a minute;
 * {@code -Dgarbage.seed=N} sends what another run sent.
 */
class GarbageTest {
    private static final int SENDERS = 4;

    private final long seed = Long.getLong("garbage.seed", new Random().nextLong());
    private final Duration duration = Duration.ofSeconds(Long.getLong("garbage.seconds", 2));

    @Test
    void aHealthyClientDoesNotNoticeBadOnes() throws Exception {
        String replay = "mvn test -Dtest=GarbageTest -Dgarbage.seed=" + seed;
        long end = System.nanoTime() + duration.toNanos();
        AtomicLong connections = new AtomicLong();
        long reads = 0;
        try (Port port = new Port(Port.settings(0, 0, SessionLimits.USUAL))) {
            ZooKeeper healthy = port.zooKeeper();
            long session = healthy.getSessionId();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                Garbage garbage = new Garbage(seed + i);
                Random manners = new Random(seed - i);
                senders.add(new Thread(() -> {
                    while (System.nanoTime() < end) {
                        send(port, garbage, manners);
                        connections.incrementAndGet();
                    }
                }));
            }
            senders.forEach(Thread::start);
            while (System.nanoTime() < end) {
                assertThat(healthy.getData("/a", false, null)).as(replay).isEqualTo(FakeReplica.DATA);
                reads++;
            }
            for (Thread sender : senders) {
                sender.join();
            }

            assertThat(healthy.getSessionId()).as(replay).isEqualTo(session);
            assertThat(healthy.getState().isConnected()).as(replay).isTrue();
            Awaitility.await(replay)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> port.metrics.level(InstrumentName.CONNECTIONS).value() == 1);
            assertThat(port.metrics.level(InstrumentName.OUTSTANDING_REQUESTS).value())
                    .as(replay)
                    .isZero();
            healthy.close();
        }
        System.out.printf("%d bad connections beside %d reads; again: %s%n", connections.get(), reads, replay);
        assertThat(connections.get()).isPositive();
    }

    /** Some wait for an answer, some leave at once, some in the middle of a frame. */
    private static void send(Port port, Garbage garbage, Random manners) {
        try (RawClient client = port.client()) {
            client.socket.setSoTimeout(20);
            client.send(garbage.next());
            if (manners.nextBoolean()) {
                client.closes();
            }
        } catch (IOException leftByTheServer) {
            assertThat(leftByTheServer).isNotNull();
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
