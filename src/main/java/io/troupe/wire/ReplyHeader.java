package io.troupe.wire;

import io.troupe.model.ErrorCode;

/** What opens each reply and event. Where {@code error} is not OK nothing follows. */
public record ReplyHeader(int xid, long zxid, ErrorCode error) {
    public static final int BYTES = 16;

    static ReplyHeader read(ByteReader in) {
        return new ReplyHeader(in.readInt("xid"), in.readLong("zxid"), readError(in));
    }

    static void write(int xid, long zxid, ErrorCode error, ByteWriter out) {
        out.writeInt(xid);
        out.writeLong(zxid);
        out.writeInt(error.code());
    }

    static ErrorCode readError(ByteReader in) {
        int code = in.readInt("error");
        try {
            return ErrorCode.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new MalformedFrame("error " + code + " before " + in.position() + " is none");
        }
    }
}
