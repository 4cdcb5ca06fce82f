package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.server.Timing;
import io.troupe.server.testing.TestEnsemble;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
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
import org.slf4j.LoggerFactory;

/**
 * Whatever comes in on a port costs its sender the connection at most; healthy clients beside it read and write on and
 * lose nothing, not even a connection. {@code -Dgarbage.seconds=N} is how long the random part goes on,
 * {@code -Dgarbage.seed=N} what it sends.
 */
@Timeout(600)
class BadInputTest {
    /** Longer silences than usual are borne: what is shown here must not depend on how busy the machine is. */
    private static final Timing TIMING = new Timing(250, 40, 20, 500, 60_000, 100, 10_000);

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** A connection gets 10 s to ask for a session. */
    private static final int GREETING_MILLIS = 25_000;

    private static final int SENDERS = 3;

    private static final Logger PEER_PORT_LOG = (Logger) LoggerFactory.getLogger("io.troupe.peer.LinkHandler");

    private static TestEnsemble ensemble;
    private HealthyClients healthy;

    @BeforeAll
    static void start() {
        // It says why it closes each connection of a stranger, of which there are thousands here.
        PEER_PORT_LOG.setLevel(Level.ERROR);
        ensemble = TestEnsemble.start(3, TIMING);
    }

    @AfterAll
    static void stop() {
        PEER_PORT_LOG.setLevel(null);
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
                "BadInputTest: %d bad clients with %d requests answered, %d bad peers, beside %d healthy writes and reads;"
                        + " again: %s%n",
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
        try (WireClient client = session(1)) {
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

    @Test
    void badArgumentsOfAGoodSessionAreAnsweredInTheirTurnAndNothingElseIsLost() throws Exception {
        try (WireClient client = session(2)) {
            ByteWriter all = new ByteWriter();
            List<ErrorCode> expected = new ArrayList<>();
            List<byte[]> bad = malformed();
            int xid = 0;
            for (String path :
                    List.of("", "a", "/zookeeper/", "//", "/.", "/zookeeper/..", "/\u0000", "/\u0085", "/\uf000")) {
                xid = good(++xid, all, expected);
                RequestEncoder.frame(++xid, create(path), all);
                expected.add(ErrorCode.BAD_ARGUMENTS);
            }
            for (int i = 0; i < bad.size(); i += 2) {
                xid = good(++xid, all, expected);
                int opCode = ByteBuffer.wrap(bad.get(i)).getInt();
                WireClient.frame(++xid, opCode, bad.get(i + 1), all);
                expected.add(ErrorCode.MARSHALLING_ERROR);
            }
            xid = good(++xid, all, expected);
            client.send(all);

            List<ErrorCode> errors = new ArrayList<>();
            for (int i = 1; i <= xid; i++) {
                ReplyHeader reply = client.reply();
                assertThat(reply.xid()).isEqualTo(i);
                errors.add(reply.error());
            }
            assertThat(errors).isEqualTo(expected);
            assertSequenceNodes(client, xid + 1, expected.size() / 2 + 1);
        }
        assertHealthy();
    }

    /** A good write, whose loss would show. */
    private static int good(int xid, ByteWriter out, List<ErrorCode> expected) {
        RequestEncoder.frame(xid, new Request.Create(OpCode.CREATE, "/in turn-", null, Acl.OPEN, 2, -1), out);
        expected.add(ErrorCode.OK);
        return xid;
    }

    private static void assertSequenceNodes(WireClient client, int xid, int count) throws IOException {
        client.ask(xid, new Request.GetChildren(OpCode.GET_CHILDREN, "/", false));
        WireClient.Answer answer = client.answer();
        int children = answer.body().readCount(4, "children");
        int found = 0;
        for (int i = 0; i < children; i++) {
            found += answer.body().readRequiredString("child").startsWith("in turn-") ? 1 : 0;
        }
        assertThat(found).isEqualTo(count);
    }

    private static Request.Create create(String path) {
        return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, -1);
    }

    /** Operations, each followed by a record that is none of it. */
    private static List<byte[]> malformed() {
        List<byte[]> all = new ArrayList<>();
        for (int opCode : List.of(1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 17, 18, 19, 21)) {
            add(opCode, all, text -> text.writeInt(-1));
            add(opCode, all, text -> text.writeInt(-2));
            add(opCode, all, text -> text.writeInt(Integer.MAX_VALUE));
            add(opCode, all, text -> text.writeBuffer(new byte[] {'/', (byte) 0xc3, (byte) 0x28, 0, 0, 0, 0}));
            add(opCode, all, text -> text.writeBuffer(new byte[] {'/', (byte) 0xed, (byte) 0xa0, (byte) 0x80}));
            add(opCode, all, text -> {});
        }
        for (int count : List.of(-2, Integer.MIN_VALUE, Integer.MAX_VALUE, 100_000_000, 90)) {
            add(OpCode.CREATE, all, create -> {
                create.writeString("/in turn");
                create.writeBuffer(null);
                create.writeInt(count);
                create.writeRaw(new byte[100]);
            });
            add(OpCode.SET_WATCHES, all, watches -> {
                watches.writeLong(0);
                watches.writeInt(count);
                watches.writeRaw(new byte[100]);
            });
        }
        for (int opCode : List.of(0, 3, 7, 9, 14, 16, 100, -10, -11, 999)) {
            add(OpCode.MULTI, all, multi -> {
                multi.writeInt(opCode);
                multi.writeBoolean(false);
                multi.writeInt(-1);
                multi.writeString("/in turn");
                multi.writeInt(-1);
                multi.writeRaw(new byte[100]);
            });
        }
        return all;
    }

    private interface Record {
        void write(ByteWriter out);
    }

    private static void add(int opCode, List<byte[]> to, Record record) {
        ByteWriter out = new ByteWriter();
        record.write(out);
        to.add(ByteBuffer.allocate(4).putInt(opCode).array());
        to.add(out.toByteArray());
    }

    @Test
    void anOperationThatIsNoneIsRefusedAndCostsItsConnectionAlone() throws Exception {
        ByteWriter path = new ByteWriter();
        path.writeString("/in use");
        try (WireClient owner = session(1)) {
            owner.ask(1, create("/in use"));
            assertThat(owner.reply().error()).isEqualTo(ErrorCode.OK);
            for (int opCode : List.of(-10, 20, 0, 10, 13, 16, 22, 102, 103, 104, 105, 106, 107, -1, 999, 1 << 31)) {
                try (WireClient client = session(1 + Math.floorMod(opCode, 3))) {
                    ByteWriter frames = new ByteWriter();
                    RequestEncoder.frame(1, new Request.Exists("/in use", true), frames);
                    WireClient.frame(2, opCode, path.toByteArray(), frames);
                    RequestEncoder.frame(3, new Request.Delete("/in use", -1), frames);
                    client.send(frames);
                    assertThat(client.reply().xid()).isEqualTo(1);
                    ReplyHeader refusal = client.reply();
                    assertThat(refusal.xid()).isEqualTo(2);
                    assertThat(refusal.error()).as("operation %d", opCode).isEqualTo(ErrorCode.UNIMPLEMENTED);
                    assertThat(client.closes()).as("operation %d", opCode).isTrue();
                }
            }
            owner.ask(2, new Request.Delete("/in use", 0));
            assertThat(owner.reply().error()).as("the node is still there").isEqualTo(ErrorCode.OK);
        }
        assertHealthy();
    }

    @Test
    void aFrameThatIsTooLongOrHasANegativeLengthIsNotWaitedFor() throws Exception {
        for (int length : List.of(-1, Integer.MIN_VALUE, 0x100000, Integer.MAX_VALUE)) {
            for (boolean greeted : List.of(false, true)) {
                try (WireClient client = greeted ? session(1) : new WireClient(ensemble.connectString(1))) {
                    client.send(ByteBuffer.allocate(4).putInt(length).array());
                    assertThat(client.closes()).as("length %d", length).isTrue();
                }
            }
        }
        assertHealthy();
    }

    @Test
    void aGreetingThatIsNoneIsNotAnsweredAndAForeignSecretIsAnsweredExpired() throws Exception {
        for (int bytes : List.of(0, 1, 27, 40)) {
            try (WireClient client = new WireClient(ensemble.connectString(2))) {
                ByteWriter frame = new ByteWriter();
                frame.writeBuffer(new byte[bytes]);
                if (bytes == 40) {
                    frame.clear();
                    frame.writeBuffer(ByteBuffer.allocate(40).putInt(24, 1_000).array());
                }
                client.send(frame);
                assertThat(client.closes()).as("%d bytes", bytes).isTrue();
            }
        }
        try (WireClient owner = new WireClient(ensemble.connectString(2))) {
            ConnectResponse session = owner.connect(10_000);
            for (byte[] secret : List.of(new byte[0], new byte[16], new byte[1_000])) {
                try (WireClient thief = new WireClient(ensemble.connectString(3))) {
                    ConnectResponse answer =
                            thief.connect(new ConnectRequest(0, 0, 10_000, session.sessionId(), secret, false, true));
                    assertThat(answer.isExpired()).isTrue();
                    assertThat(answer.sessionId()).isZero();
                    assertThat(thief.closes()).isTrue();
                }
            }
            owner.ask(1, new Request.Exists("/", false));
            assertThat(owner.reply().error())
                    .as("the session is still its owner's")
                    .isEqualTo(ErrorCode.OK);
        }
        assertHealthy();
    }

    @Test
    void silentAndHalfOpenConnectionsAreClosed() throws Exception {
        List<WireClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                WireClient client = new WireClient(ensemble.connectString(1 + i % 3));
                silent.add(client);
                switch (i % 5) {
                    case 1 -> client.send(new byte[] {0, 0});
                    case 2 -> client.send(new byte[] {0, 0, 0, 45, 0, 0, 0, 0, 0});
                    case 3 -> client.connect(500);
                    case 4 -> {
                        client.connect(500);
                        client.send(new byte[] {0, 0, 1, 0, 0, 0, 0, 1, 0, 0});
                    }
                    default -> {}
                }
            }
            for (WireClient client : silent) {
                assertThat(client.closesWithin(GREETING_MILLIS)).isTrue();
            }
        } finally {
            for (WireClient client : silent) {
                client.close();
            }
        }
        assertHealthy();
    }

    private void assertHealthy() throws Exception {
        healthy.step("");
        assertThat(healthy.disconnections()).isEmpty();
    }

    private static WireClient session(int peer) throws IOException {
        WireClient client = new WireClient(ensemble.connectString(peer));
        assertThat(client.connect(30_000).isExpired()).isFalse();
        return client;
    }
}
