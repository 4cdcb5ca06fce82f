package io.troupe.wire;

import io.troupe.model.Reply;

/** From a frame to an answer, in two steps: the header tells which request is answered, and so what the body is. */
public final class ReplyDecoder {

    private ReplyDecoder() {}

    /** Reads the header; {@code in} then stands before the body. @throws MalformedFrame */
    public static ReplyHeader header(ByteReader in) {
        return ReplyHeader.read(in);
    }

    /** Reads the body of a reply without error to a request of {@code opCode}. @throws MalformedFrame */
    public static Reply body(int opCode, ByteReader in) {
        return ReplyRecords.read(opCode, in);
    }
}
