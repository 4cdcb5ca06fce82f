package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Seeds;
import io.troupe.model.Acl;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.MultiOperationRecord;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.proto.CheckVersionRequest;
import org.apache.zookeeper.proto.RequestHeader;
import org.junit.jupiter.api.Test;

/** What the real client encodes is decoded to the same values, and what we encode is the same bytes. */
class RequestFixturesTest {
    private static final int ROUNDS = 20;

    @Test
    void everyRequestOfTheRealClientIsDecodedToWhatItAsks() {
        Seeds.run(RequestFixturesTest.class, 5, random -> {
            RandomRequests requests = new RandomRequests(random);
            for (int i = 0; i < ROUNDS * RandomRequests.KINDS; i++) {
                Request request = requests.ofKind(i % RandomRequests.KINDS);
                int xid = random.nextInt();
                DecodedRequest decoded = RequestDecoder.decode(JuteRequests.frame(xid, request));
                assertThat(decoded.xid()).isEqualTo(xid);
                assertThat(decoded.opCode()).isEqualTo(request.opCode());
                assertThat(decoded.malformed() || decoded.unknown()).isFalse();
                assertSame(request, decoded.request());
            }
        });
    }

    @Test
    void everyRequestIsEncodedAsTheRealClientDoes() {
        Seeds.run(RequestFixturesTest.class, 5, random -> {
            RandomRequests requests = new RandomRequests(random);
            ByteWriter out = new ByteWriter(1);
            for (int i = 0; i < ROUNDS * RandomRequests.KINDS; i++) {
                Request request = requests.ofKind(i % RandomRequests.KINDS);
                int xid = random.nextInt();
                out.clear();
                RequestEncoder.frame(xid, request, out);
                byte[] expected = JuteRequests.frame(xid, request);
                ByteBuffer framed = ByteBuffer.wrap(out.toByteArray());
                assertThat(framed.getInt()).isEqualTo(expected.length);
                assertThat(framed).isEqualTo(ByteBuffer.wrap(expected));
                assertThat(RequestEncoder.body(request)).isEqualTo(Jute.encode(JuteRequests.of(request)));
            }
        });
    }

    @Test
    void bodyOfAWriteIsItsRecordWithoutWhatTrailsIt() {
        Seeds.run(RequestFixturesTest.class, 5, random -> {
            RandomRequests requests = new RandomRequests(random);
            for (int i = 0; i < ROUNDS * RandomRequests.KINDS; i++) {
                Request request = requests.any();
                byte[] frame = JuteRequests.frame(1, request);
                byte[] trailed =
                        ByteBuffer.allocate(frame.length + 5).put(frame).array();
                DecodedRequest decoded = RequestDecoder.decode(trailed);
                assertSame(request, decoded.request());
                if (request instanceof Request.Write) {
                    assertThat(decoded.body()).isEqualTo(Jute.encode(JuteRequests.of(request)));
                    assertSame(request, RequestDecoder.decodeWrite(decoded.opCode(), decoded.body()));
                    ByteBuffer apart = ByteBuffer.allocateDirect(trailed.length)
                            .put(trailed)
                            .flip()
                            .position(8);
                    assertSame(request, RequestDecoder.decodeWrite(decoded.opCode(), apart.asReadOnlyBuffer()));
                    ByteBuffer within = ByteBuffer.wrap(trailed).position(8).slice();
                    assertSame(request, RequestDecoder.decodeWrite(decoded.opCode(), within));
                    assertThat(within.position()).isZero();
                } else {
                    assertThat(decoded.body()).isEmpty();
                }
            }
        });
    }

    @Test
    void multiIsWhatTheRealClientMakesOfItsOperations() {
        byte[] data = {1, 2, 3};
        var acl = ZooDefs.Ids.OPEN_ACL_UNSAFE;
        byte[] body = Jute.encode(new MultiOperationRecord(List.of(
                Op.create("/a", data, acl, CreateMode.EPHEMERAL_SEQUENTIAL),
                Op.create("/b", data, acl, CreateMode.CONTAINER),
                Op.create("/c", data, acl, CreateMode.PERSISTENT_WITH_TTL, 5000),
                Op.delete("/d", 7),
                Op.setData("/e", null, -1),
                Op.check("/f", 8))));
        Request.Multi expected = new Request.Multi(List.of(
                new Request.Create(OpCode.CREATE, "/a", data, Acl.OPEN, 3, -1),
                new Request.Create(OpCode.CREATE_CONTAINER, "/b", data, Acl.OPEN, 4, -1),
                new Request.Create(OpCode.CREATE_TTL, "/c", data, Acl.OPEN, 5, 5000),
                new Request.Delete("/d", 7),
                new Request.SetData("/e", null, -1),
                new Request.Check("/f", 8)));
        assertSame(expected, RequestDecoder.decodeWrite(OpCode.MULTI, body));
        assertThat(RequestEncoder.body(expected)).isEqualTo(body);
    }

    @Test
    void emptyMultiIsLegal() {
        byte[] body = Jute.encode(new MultiOperationRecord());
        assertSame(new Request.Multi(List.of()), RequestDecoder.decodeWrite(OpCode.MULTI, body));
    }

    @Test
    void checkOutsideAMultiIsUnknownAndSoIsWhatIsNotServed() {
        byte[] check = Jute.encode(new RequestHeader(3, OpCode.CHECK), new CheckVersionRequest("/a", 1));
        assertThat(RequestDecoder.decode(check))
                .usingRecursiveComparison()
                .isEqualTo(DecodedRequest.ofUnknown(3, OpCode.CHECK));
        for (int opCode : new int[] {0, -1, -10, 10, 13, 16, 20, 22, 102, 103, 104, 105, 106, 107, 110, 1 << 30}) {
            DecodedRequest decoded = RequestDecoder.decode(Jute.encode(new RequestHeader(9, opCode)));
            assertThat(decoded.unknown()).as("operation " + opCode).isTrue();
            assertThat(decoded.malformed()).isFalse();
            assertThat(decoded.request()).isNull();
        }
    }

    static void assertSame(Request expected, Request actual) {
        assertThat(actual).hasSameClassAs(expected);
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
}
