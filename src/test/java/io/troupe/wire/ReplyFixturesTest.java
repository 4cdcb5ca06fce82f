package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.Seeds;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Stat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.jute.Record;
import org.apache.zookeeper.proto.Create2Response;
import org.apache.zookeeper.proto.CreateResponse;
import org.apache.zookeeper.proto.ExistsResponse;
import org.apache.zookeeper.proto.GetACLResponse;
import org.apache.zookeeper.proto.GetChildren2Response;
import org.apache.zookeeper.proto.GetChildrenResponse;
import org.apache.zookeeper.proto.GetDataResponse;
import org.apache.zookeeper.proto.SetACLResponse;
import org.apache.zookeeper.proto.SetDataResponse;
import org.apache.zookeeper.proto.SyncResponse;
import org.junit.jupiter.api.Test;

/** The real client finds in our answers what we put there, and we find in a real server's what it put there. */
class ReplyFixturesTest {
    static final Stat STAT = new Stat(1L << 40, -2, 3, 4, 5, 6, -7, Long.MIN_VALUE, 9, 10, Long.MAX_VALUE);

    private static final List<String> NAMES = List.of("a", "\u00e9t\u00e9", "lock-0000000001", "");

    @Test
    void eachAnswerHasTheBytesOfTheRealServers() {
        byte[] data = {1, 2, 3};
        var stat = Jute.stat(STAT);
        assertBody(OpCode.CREATE, new Reply.OfPath("/a"), new CreateResponse("/a"));
        assertBody(OpCode.SYNC, new Reply.OfPath("/a"), new SyncResponse("/a"));
        assertBody(OpCode.SYNC, new Reply.OfPath(null), new SyncResponse(null));
        for (int opCode : new int[] {OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL}) {
            assertBody(opCode, new Reply.OfPathAndStat("/a", STAT), new Create2Response("/a", stat));
        }
        assertBody(OpCode.EXISTS, new Reply.OfStat(STAT), new ExistsResponse(stat));
        assertBody(OpCode.SET_DATA, new Reply.OfStat(STAT), new SetDataResponse(stat));
        assertBody(OpCode.SET_ACL, new Reply.OfStat(STAT), new SetACLResponse(stat));
        assertBody(OpCode.GET_DATA, new Reply.OfData(data, STAT), new GetDataResponse(data, stat));
        assertBody(OpCode.GET_DATA, new Reply.OfData(null, STAT), new GetDataResponse(null, stat));
        assertBody(OpCode.GET_DATA, new Reply.OfData(new byte[0], STAT), new GetDataResponse(new byte[0], stat));
        assertBody(OpCode.GET_CHILDREN, new Reply.OfChildren(NAMES), new GetChildrenResponse(NAMES));
        assertBody(
                OpCode.GET_CHILDREN2, new Reply.OfChildrenAndStat(NAMES, STAT), new GetChildren2Response(NAMES, stat));
    }

    @Test
    void aclsHaveTheBytesOfTheRealServers() {
        Seeds.run(ReplyFixturesTest.class, 20, random -> {
            var acl = new RandomRequests(random).acl();
            assertBody(OpCode.GET_ACL, new Reply.OfAcl(acl, STAT), new GetACLResponse(Jute.acl(acl), Jute.stat(STAT)));
        });
    }

    @Test
    void someAnswersAreNothingButTheHeader() {
        for (int opCode : new int[] {2, 11, 17, 18, 100, 101, -11}) {
            assertThat(ReplyDecoder.body(opCode, new ByteReader(new byte[0]))).isEqualTo(Reply.Empty.EMPTY);
        }
        assertThat(ReplyEncoder.body(Reply.Empty.EMPTY)).isEmpty();
    }

    @Test
    void headerIsThatOfTheRealServer() {
        long zxid = 0x2_0000_0003L;
        byte[] expected = Jute.encode(new org.apache.zookeeper.proto.ReplyHeader(7, zxid, -101));
        assertThat(ReplyEncoder.header(7, zxid, ErrorCode.NO_NODE)).isEqualTo(expected);
        assertThat(ReplyDecoder.header(new ByteReader(expected)))
                .isEqualTo(new ReplyHeader(7, zxid, ErrorCode.NO_NODE));
    }

    @Test
    void frameIsLengthHeaderAndBody() {
        ByteWriter out = new ByteWriter();
        byte[] body = ReplyEncoder.body(new Reply.OfPath("/a"));
        ReplyEncoder.frame(3, 9, ErrorCode.OK, body, out);
        ReplyEncoder.frame(4, 9, ErrorCode.NO_AUTH, null, out);
        byte[] ok = Jute.encode(new org.apache.zookeeper.proto.ReplyHeader(3, 9, 0), new CreateResponse("/a"));
        byte[] refused = Jute.encode(new org.apache.zookeeper.proto.ReplyHeader(4, 9, -102));
        ByteBuffer expected = ByteBuffer.allocate(8 + ok.length + refused.length);
        expected.putInt(ok.length).put(ok).putInt(refused.length).put(refused).flip();
        assertThat(out.toByteBuffer()).isEqualTo(expected);
    }

    @Test
    void errorThatNobodyKnowsIsMalformed() {
        byte[] header = Jute.encode(new org.apache.zookeeper.proto.ReplyHeader(7, 1, -999));
        assertThatThrownBy(() -> ReplyDecoder.header(new ByteReader(header))).isInstanceOf(MalformedFrame.class);
    }

    @Test
    void damagedAnswersAreDecodedOrRefused() {
        Seeds.run(ReplyFixturesTest.class, 4, random -> {
            for (int i = 0; i < 5_000; i++) {
                byte[] body = RequestFuzzTest.damaged(ReplyEncoder.body(anyReply(random)), random);
                for (int opCode : new int[] {1, 3, 4, 6, 8, 12, 14, 15}) {
                    try {
                        ReplyDecoder.body(opCode, new ByteReader(body));
                    } catch (MalformedFrame refused) {
                        assertThat(refused.getMessage()).isNotEmpty();
                    }
                }
            }
        });
    }

    private static Reply anyReply(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Reply.OfData(new byte[random.nextInt(20)], STAT);
            case 1 -> new Reply.OfChildrenAndStat(NAMES, STAT);
            case 2 -> new Reply.OfAcl(new RandomRequests(random).acl(), STAT);
            default ->
                new Reply.OfMulti(List.of(
                        Reply.MultiResult.ok(OpCode.CREATE, new Reply.OfPath("/a")),
                        Reply.MultiResult.ok(OpCode.SET_DATA, new Reply.OfStat(STAT)),
                        Reply.MultiResult.failed(ErrorCode.NO_NODE)));
        };
    }

    private static void assertBody(int opCode, Reply reply, Record real) {
        byte[] expected = Jute.encode(real);
        assertThat(ReplyEncoder.body(reply)).isEqualTo(expected);
        ByteReader in = new ByteReader(expected);
        Reply decoded = ReplyDecoder.body(opCode, in);
        assertThat(decoded).hasSameClassAs(reply);
        assertThat(decoded).usingRecursiveComparison().isEqualTo(reply);
        assertThat(in.remaining()).isZero();
    }
}
