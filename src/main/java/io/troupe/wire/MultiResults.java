package io.troupe.wire;

import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of a multi: each result behind a header {type, done = false, error}, and a last header that is done. A
 * failed one has the type -1 and repeats its error as a record, with OK before the one that failed.
 */
final class MultiResults {

    private MultiResults() {}

    static Reply.OfMulti read(ByteReader in) {
        List<Reply.MultiResult> results = new ArrayList<>();
        while (true) {
            int opCode = in.readInt("type in multi");
            boolean done = in.readBoolean("end of multi");
            in.readInt("error in multi");
            if (done) {
                return new Reply.OfMulti(results);
            }
            results.add(readResult(opCode, in));
        }
    }

    static void write(Reply.OfMulti multi, ByteWriter out) {
        for (Reply.MultiResult result : multi.results()) {
            int error = result.error().code();
            Reply body = result.body();
            if (body == null) {
                MultiRecords.writeHeader(OpCode.ERROR, false, error, out);
                out.writeInt(error);
            } else {
                MultiRecords.writeHeader(result.opCode(), false, ErrorCode.OK.code(), out);
                ReplyRecords.write(body, out);
            }
        }
        MultiRecords.writeEnd(out);
    }

    private static Reply.MultiResult readResult(int opCode, ByteReader in) {
        return switch (opCode) {
            case OpCode.ERROR -> Reply.MultiResult.failed(ReplyHeader.readError(in));
            case OpCode.CREATE, OpCode.CREATE2, OpCode.DELETE, OpCode.SET_DATA, OpCode.CHECK ->
                Reply.MultiResult.ok(opCode, ReplyRecords.read(opCode, in));
            default -> throw new MalformedFrame("result of type " + opCode + " before " + in.position());
        };
    }
}
