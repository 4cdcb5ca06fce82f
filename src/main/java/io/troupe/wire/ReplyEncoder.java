package io.troupe.wire;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import org.jspecify.annotations.Nullable;

/** From an answer to bytes. Bodies are encoded where the answer arises, headers where it is sent. */
public final class ReplyEncoder {
    private static final byte[] NO_BODY = {};

    private ReplyEncoder() {}

    /** Appends the whole frame, length first. {@code body} is null or empty where there is none, as with any error. */
    public static void frame(int xid, long zxid, ErrorCode error, byte @Nullable [] body, ByteWriter out) {
        out.writeInt(ReplyHeader.BYTES + (body == null ? 0 : body.length));
        ReplyHeader.write(xid, zxid, error, out);
        if (body != null) {
            out.writeRaw(body);
        }
    }

    /** The header alone, without the frame's length. */
    public static byte[] header(int xid, long zxid, ErrorCode error) {
        ByteWriter out = new ByteWriter(ReplyHeader.BYTES);
        ReplyHeader.write(xid, zxid, error, out);
        return out.takeByteArray();
    }

    /** What follows the header. */
    public static byte[] body(Reply reply) {
        if (reply == Reply.Empty.EMPTY) {
            return NO_BODY;
        }
        ByteWriter out = new ByteWriter(ReplyRecords.bytesAbout(reply));
        ReplyRecords.write(reply, out);
        return out.takeByteArray();
    }

    /** As {@link #body}, appended. */
    public static void writeBody(Reply reply, ByteWriter out) {
        ReplyRecords.write(reply, out);
    }
}
