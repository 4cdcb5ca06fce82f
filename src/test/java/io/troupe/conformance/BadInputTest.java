package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.server.Timing;
import io.troupe.server.testing.TestEnsemble;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ReplyHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes in on a port costs its sender the connection at most; healthy clients beside it read and write on and
 * lose nothing, not even a connection. {@code -Dgarbage.seconds=N} is how long the random part goes on,
 * {@code -Dgarbage.seed=N} what it sends.
 */
@Timeout(600)
class BadInputTest {
    /** Longer silences than usual are borne: what is shown here must not depend on how busy the machine is. */
    static final Timing TIMING = new Timing(250, 40, 20, 500, 60_000, 100, 10_000);

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int SENDERS = 3;

    private static TestEnsemble ensemble;
    private HealthyClients healthy;

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3, TIMING);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @BeforeEach
    void connectHealthyClients() throws Exception {
        healthy = new HealthyClients(ensemble, 3);
    }

    @AfterEach
    void closeHealthyClients() {
        healthy.close();
    }

    @Test
    void whateverStrangersSendHealthyClientsNoticeNothing() throws Exception {
        long seed = Long.getLong("garbage.seed", new Random().nextLong());
        Duration duration = Duration.ofSeconds(Long.getLong("garbage.seconds", 60));
        String replay =
                "mvn test -Dtest=BadInputTest -Dgarbage.seconds=" + duration.toSeconds() + " -Dgarbage.seed=" + seed;
        System.out.println("BadInputTest sends from seed " + seed);
        OptionalInt leader = ensemble.leader();
        createRoot();

        long end = System.nanoTime() + duration.toNanos();
        AtomicLong connections = new AtomicLong();
        AtomicLong requests = new AtomicLong();
        AtomicLong toPeers = new AtomicLong();
        List<Future<?>> senders = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        for (int i = 0; i < SENDERS; i++) {
            Nonsense nonsense = new Nonsense(seed + i);
            boolean asPeer = i == 0;
            senders.add(threads.submit(() -> {
                while (System.nanoTime() < end) {
                    if (asPeer) {
                        strange(ensemble.peerAddress(1 + nonsense.below(3)), nonsense);
                        toPeers.incrementAndGet();
                    } else {
                        requests.addAndGet(client(ensemble.connectString(1 + nonsense.below(3)), nonsense));
                        connections.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        threads.shutdown();
        while (System.nanoTime() < end) {
            healthy.step(replay);
        }
        for (Future<?> sender : senders) {
            sender.get();
        }

        healthy.step(replay);
        assertThat(healthy.disconnections()).as(replay).isEmpty();
        assertThat(ensemble.leader()).as(replay).isEqualTo(leader);
        await(replay).atMost(DEADLINE).until(() -> connectionsOpen() <= 3 * (1 + 1));
        System.out.printf(
                "BadInputTest: %d bad clients with %d requests answered, %d bad peers,"
                        + " beside %d healthy writes and reads; again: %s%n",
                connections.get(), requests.get(), toPeers.get(), healthy.steps(), replay);
        assertThat(connections.get()).isPositive();
        assertThat(toPeers.get()).isPositive();
        healthy.assertEqualTreesOnAllPeers(replay);
        healthy.close();
        restartAll();
        healthy.assertEqualTreesOnAllPeers(replay + " (after a restart)");
        healthy.assertNothingLost(replay + " (after a restart)");
    }

    private static void restartAll() {
        for (int peer = 1; peer <= 3; peer++) {
            ensemble.stop(peer);
        }
        for (int peer = 1; peer <= 3; peer++) {
            ensemble.restart(peer);
        }
        ensemble.awaitServing();
    }

    private static void createRoot() throws IOException {
        try (WireClient client = WireClient.withSession(ensemble.connectString(1))) {
            client.ask(1, new Request.Create(OpCode.CREATE, Nonsense.ROOT, null, Acl.OPEN, 0, -1));
            client.reply();
        }
    }

    private static int connectionsOpen() throws IOException {
        int open = 0;
        for (int peer = 1; peer <= 3; peer++) {
            open += WireClient.word(ensemble.connectString(peer), "mntr")
                    .lines()
                    .filter(line -> line.startsWith("zk_num_alive_connections"))
                    .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('\t') + 1)))
                    .sum();
        }
        return open;
    }

    /** Some wait for what comes, some leave at once, some say no more and stay. */
    private static void strange(String address, Nonsense nonsense) throws IOException {
        try (WireClient client = new WireClient(address)) {
            client.send(nonsense.strange());
            if (nonsense.chance(4)) {
                client.send(nonsense.strange());
            }
            if (nonsense.chance(3)) {
                client.sayNoMore();
            }
            if (nonsense.chance(2)) {
                client.closesWithin(50);
            }
        } catch (IOException closedAlready) {
            // Which is what it deserves.
        }
    }

    /** @return how many requests were answered */
    private static int client(String address, Nonsense nonsense) throws IOException {
        if (nonsense.chance(3)) {
            strange(address, nonsense);
            return 0;
        }
        if (nonsense.chance(4)) {
            badGreeting(address, nonsense);
            return 0;
        }
        try (WireClient client = new WireClient(address)) {
            assertThat(client.connect(nonsense.below(60_000)).isExpired()).isFalse();
            int answered = talk(client, nonsense);
            if (nonsense.chance(2)) {
                strangeEnd(client, nonsense);
            }
            return answered;
        }
    }

    private static void badGreeting(String address, Nonsense nonsense) throws IOException {
        try (WireClient client = new WireClient(address)) {
            client.send(nonsense.greeting());
            client.closesWithin(50);
        } catch (IOException closedAlready) {
            // Which is what it deserves.
        }
    }

    /** Sends some requests at once: each is answered in its turn, until one after which the connection is closed. */
    private static int talk(WireClient client, Nonsense nonsense) throws IOException {
        int count = nonsense.below(40);
        List<byte[]> sent = new ArrayList<>();
        ByteWriter frames = new ByteWriter();
        for (int xid = 1; xid <= count; xid++) {
            byte[] frame = nonsense.request(xid);
            sent.add(frame);
            frames.writeRaw(frame);
        }
        client.send(frames);
        if (nonsense.chance(4)) {
            return 0;
        }
        for (int xid = 1; xid <= count; xid++) {
            ReplyHeader reply = client.reply();
            int opCode = ByteBuffer.wrap(sent.get(xid - 1)).getInt(8);
            assertThat(reply.xid()).as("the reply to operation %d", opCode).isEqualTo(xid);
            if (reply.error() == ErrorCode.UNIMPLEMENTED) {
                assertThat(client.closes()).as("after operation %d", opCode).isTrue();
                return xid;
            }
        }
        return count;
    }

    private static void strangeEnd(WireClient client, Nonsense nonsense) {
        try {
            client.send(nonsense.strange());
            client.closesWithin(20);
        } catch (IOException closedAlready) {
            // Which is what it deserves.
        }
    }
}
