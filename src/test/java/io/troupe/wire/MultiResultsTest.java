package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Reply.MultiResult;
import io.troupe.model.Stat;
import java.util.List;
import org.apache.zookeeper.MultiResponse;
import org.apache.zookeeper.OpResult;
import org.junit.jupiter.api.Test;

/** The answer of a multi, which no header tells apart: its errors stand in its results. */
class MultiResultsTest {
    private static final Stat STAT = ReplyFixturesTest.STAT;

    @Test
    void successHasOneResultAnOperation() {
        Reply.OfMulti multi = new Reply.OfMulti(List.of(
                MultiResult.ok(OpCode.CREATE, new Reply.OfPath("/a")),
                MultiResult.ok(OpCode.CREATE2, new Reply.OfPathAndStat("/b", STAT)),
                MultiResult.ok(OpCode.DELETE, Reply.Empty.EMPTY),
                MultiResult.ok(OpCode.SET_DATA, new Reply.OfStat(STAT)),
                MultiResult.ok(OpCode.CHECK, Reply.Empty.EMPTY)));
        MultiResponse real = new MultiResponse();
        real.add(new OpResult.CreateResult("/a"));
        real.add(new OpResult.CreateResult("/b", Jute.stat(STAT)));
        real.add(new OpResult.DeleteResult());
        real.add(new OpResult.SetDataResult(Jute.stat(STAT)));
        real.add(new OpResult.CheckResult());
        assertSameBothWays(multi, real);
    }

    @Test
    void failureHasOkBeforeItsErrorAndRuntimeInconsistencyAfterIt() {
        Reply.OfMulti multi = new Reply.OfMulti(List.of(
                MultiResult.failed(ErrorCode.OK),
                MultiResult.failed(ErrorCode.BAD_VERSION),
                MultiResult.failed(ErrorCode.RUNTIME_INCONSISTENCY)));
        MultiResponse real = new MultiResponse();
        real.add(new OpResult.ErrorResult(0));
        real.add(new OpResult.ErrorResult(-103));
        real.add(new OpResult.ErrorResult(-2));
        assertSameBothWays(multi, real);
    }

    @Test
    void emptyMultiHasNoResults() {
        assertSameBothWays(new Reply.OfMulti(List.of()), new MultiResponse());
    }

    @Test
    void resultOfNoKnownTypeIsRefused() {
        ByteWriter out = new ByteWriter();
        MultiRecords.writeHeader(OpCode.GET_ACL, false, 0, out);
        ByteReader in = new ByteReader(out.toByteArray());
        assertThatThrownBy(() -> ReplyDecoder.body(OpCode.MULTI, in)).isInstanceOf(MalformedFrame.class);
    }

    private static void assertSameBothWays(Reply.OfMulti multi, MultiResponse real) {
        byte[] expected = Jute.encode(real);
        byte[] encoded = ReplyEncoder.body(multi);
        assertThat(encoded).isEqualTo(expected);
        assertThat(Jute.decode(encoded, new MultiResponse())).isEqualTo(real);
        assertThat(ReplyDecoder.body(OpCode.MULTI, new ByteReader(expected))).isEqualTo(multi);
    }
}
