package io.troupe.wire;

import io.troupe.model.Request;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** From a frame to what the client asks. Bytes after the record are ignored, as ZooKeeper does. */
public final class RequestDecoder {

    private RequestDecoder() {}

    /**
     * What {@code frame}, without its length, asks.
     *
     * @throws MalformedFrame where it is too short for a header: there is no xid to answer to
     */
    public static DecodedRequest decode(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        int xid = in.readInt("xid");
        int opCode = in.readInt("operation");
        try {
            return decodeRecord(xid, opCode, frame, in);
        } catch (MalformedFrame malformed) {
            return DecodedRequest.ofMalformed(xid, opCode);
        }
    }

    private static DecodedRequest decodeRecord(int xid, int opCode, byte[] frame, ByteReader in) {
        if (WriteRecords.contain(opCode)) {
            int start = in.position();
            Request.Write write = WriteRecords.read(opCode, in);
            return DecodedRequest.ofWrite(xid, write, Arrays.copyOfRange(frame, start, in.position()));
        }
        if (ReadRecords.contain(opCode)) {
            return DecodedRequest.of(xid, opCode, ReadRecords.read(opCode, in));
        }
        if (ConnectionRecords.contain(opCode)) {
            return DecodedRequest.of(xid, opCode, ConnectionRecords.read(opCode, in));
        }
        return DecodedRequest.ofUnknown(xid, opCode);
    }

    /**
     * The write whose record is {@code body}, as it stands in an entry.
     *
     * @throws MalformedFrame where it is none, or where {@code opCode} is no write
     */
    public static Request.Write decodeWrite(int opCode, byte[] body) {
        return decodeWrite(opCode, new ByteReader(body));
    }

    /** As above, of what is left in {@code body}, which stays as it is. */
    public static Request.Write decodeWrite(int opCode, ByteBuffer body) {
        if (body.hasArray()) {
            int offset = body.arrayOffset() + body.position();
            return decodeWrite(opCode, new ByteReader(body.array(), offset, body.remaining()));
        }
        byte[] copy = new byte[body.remaining()];
        body.duplicate().get(copy);
        return decodeWrite(opCode, copy);
    }

    private static Request.Write decodeWrite(int opCode, ByteReader in) {
        if (!WriteRecords.contain(opCode)) {
            throw new MalformedFrame("operation " + opCode + " is no write");
        }
        return WriteRecords.read(opCode, in);
    }
}
