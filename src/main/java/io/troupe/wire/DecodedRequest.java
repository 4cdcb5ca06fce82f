package io.troupe.wire;

import io.troupe.model.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a frame asks. {@code request} is null where the operation is unknown (answered Unimplemented, and the connection
 * is closed) or its record is malformed (answered MarshallingError in its turn). {@code body} is the record of a
 * {@link Request.Write} as sent, without header and without whatever trails it, as {@link RequestDecoder#decodeWrite}
 * takes it; for anything else it is empty.
 */
public record DecodedRequest(
        int xid, int opCode, @Nullable Request request, byte[] body, boolean unknown, boolean malformed) {
    private static final byte[] NO_BODY = {};

    static DecodedRequest of(int xid, int opCode, Request request) {
        return new DecodedRequest(xid, opCode, request, NO_BODY, false, false);
    }

    static DecodedRequest ofWrite(int xid, Request.Write request, byte[] body) {
        return new DecodedRequest(xid, request.opCode(), request, body, false, false);
    }

    static DecodedRequest ofUnknown(int xid, int opCode) {
        return new DecodedRequest(xid, opCode, null, NO_BODY, true, false);
    }

    static DecodedRequest ofMalformed(int xid, int opCode) {
        return new DecodedRequest(xid, opCode, null, NO_BODY, false, true);
    }
}
