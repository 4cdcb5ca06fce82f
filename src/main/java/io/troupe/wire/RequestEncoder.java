package io.troupe.wire;

import io.troupe.model.Request;

/** From what a client asks to a frame. */
public final class RequestEncoder {

    private RequestEncoder() {}

    /** Appends the whole frame, length first. */
    public static void frame(int xid, Request request, ByteWriter out) {
        int start = out.beginFrame();
        out.writeInt(xid);
        out.writeInt(request.opCode());
        writeBody(request, out);
        out.endFrame(start);
    }

    /** The record alone, without header. */
    public static byte[] body(Request request) {
        ByteWriter out = new ByteWriter();
        writeBody(request, out);
        return out.takeByteArray();
    }

    private static void writeBody(Request request, ByteWriter out) {
        if (request instanceof Request.Write write) {
            WriteRecords.write(write, out);
        } else if (request instanceof Request.Read read) {
            ReadRecords.write(read, out);
        } else {
            ConnectionRecords.write(request, out);
        }
    }
}
