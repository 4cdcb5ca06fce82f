package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;

/** What the client hears of a multi. */
final class MultiReply {

    private MultiReply() {}

    /** Every create that answers a Stat goes by the number of create2 here. */
    static Reply.MultiResult resultOf(Request.MultiOp operation, Reply reply) {
        int opCode = reply instanceof Reply.OfPathAndStat ? OpCode.CREATE2 : operation.opCode();
        return Reply.MultiResult.ok(opCode, reply);
    }

    /**
     * Of {@code count} operations the one at {@code failedAt} did: those before it say Ok and those after it
     * RuntimeInconsistency, though none of them has changed anything.
     */
    static Reply.OfMulti failed(int count, int failedAt, ErrorCode error) {
        List<Reply.MultiResult> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            results.add(Reply.MultiResult.failed(
                    i < failedAt ? ErrorCode.OK : i == failedAt ? error : ErrorCode.RUNTIME_INCONSISTENCY));
        }
        return new Reply.OfMulti(results);
    }
}
