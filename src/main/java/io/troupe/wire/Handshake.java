package io.troupe.wire;

/** The first frame each way, which have no header. */
public final class Handshake {
    private static final byte[] NO_SECRET = {};

    private Handshake() {}

    /** @throws MalformedFrame where {@code frame}, without its length, is none: nothing can be answered */
    public static ConnectRequest readRequest(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        int protocolVersion = in.readInt("protocol version");
        long lastZxidSeen = in.readLong("last zxid seen");
        int timeoutMillis = in.readInt("timeout");
        long sessionId = in.readLong("session id");
        byte[] secret = readSecret(in);
        boolean sendsReadOnly = in.remaining() > 0;
        boolean readOnly = sendsReadOnly && in.readBoolean("read-only flag");
        return new ConnectRequest(
                protocolVersion, lastZxidSeen, timeoutMillis, sessionId, secret, readOnly, sendsReadOnly);
    }

    /** Appends the whole frame, length first. */
    public static void writeRequest(ConnectRequest request, ByteWriter out) {
        int start = out.beginFrame();
        out.writeInt(request.protocolVersion());
        out.writeLong(request.lastZxidSeen());
        out.writeInt(request.timeoutMillis());
        out.writeLong(request.sessionId());
        out.writeBuffer(request.secret());
        if (request.sendsReadOnly()) {
            out.writeBoolean(request.readOnly());
        }
        out.endFrame(start);
    }

    /** @throws MalformedFrame where {@code frame}, without its length, is none */
    public static ConnectResponse readResponse(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        int protocolVersion = in.readInt("protocol version");
        int timeoutMillis = in.readInt("timeout");
        long sessionId = in.readLong("session id");
        byte[] secret = readSecret(in);
        boolean sendsReadOnly = in.remaining() > 0;
        boolean readOnly = sendsReadOnly && in.readBoolean("read-only flag");
        return new ConnectResponse(protocolVersion, timeoutMillis, sessionId, secret, readOnly, sendsReadOnly);
    }

    /** Appends the whole frame, length first. */
    public static void writeResponse(ConnectResponse response, ByteWriter out) {
        int start = out.beginFrame();
        out.writeInt(response.protocolVersion());
        out.writeInt(response.timeoutMillis());
        out.writeLong(response.sessionId());
        out.writeBuffer(response.secret());
        if (response.sendsReadOnly()) {
            out.writeBoolean(response.readOnly());
        }
        out.endFrame(start);
    }

    /** A null one is no session's, like an empty one. */
    private static byte[] readSecret(ByteReader in) {
        byte[] secret = in.readBuffer("secret");
        return secret == null ? NO_SECRET : secret;
    }
}
