package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.server.testing.TestEnsemble;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests that are none, one kind a test: each is answered as ZooKeeper answers it, and costs nobody else anything.
 */
@Timeout(600)
class BadRequestTest {
    /** A connection gets 10 s to ask for a session. */
    private static final int GREETING_MILLIS = 25_000;

    private static TestEnsemble ensemble;
    private HealthyClients healthy;

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3, BadInputTest.TIMING);
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
        return WireClient.withSession(ensemble.connectString(peer));
    }
}
