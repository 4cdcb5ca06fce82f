package io.troupe.wire;

import io.troupe.model.OpCode;
import io.troupe.model.Request;

/** The records of what concerns the connection or session and no znode, both ways. */
final class ConnectionRecords {
    /** Always 0, and read by nobody. */
    private static final int AUTH_TYPE = 0;

    private static final byte[] NO_CREDENTIAL = {};

    private ConnectionRecords() {}

    static boolean contain(int opCode) {
        return switch (opCode) {
            case OpCode.PING, OpCode.SYNC, OpCode.AUTH, OpCode.CLOSE_SESSION -> true;
            default -> false;
        };
    }

    static Request read(int opCode, ByteReader in) {
        return switch (opCode) {
            case OpCode.PING -> new Request.Ping();
            case OpCode.SYNC -> new Request.Sync(in.readString("path"));
            case OpCode.AUTH -> readAuth(in);
            default -> new Request.CloseSession();
        };
    }

    static void write(Request request, ByteWriter out) {
        if (request instanceof Request.Sync sync) {
            out.writeString(sync.path());
        } else if (request instanceof Request.Auth auth) {
            out.writeInt(AUTH_TYPE);
            out.writeString(auth.scheme());
            out.writeBuffer(auth.credential());
        }
    }

    /** What is null becomes empty: no scheme is called so, and the answer is AuthFailed. */
    private static Request.Auth readAuth(ByteReader in) {
        in.readInt("auth type");
        String scheme = in.readString("scheme");
        byte[] credential = in.readBuffer("credential");
        return new Request.Auth(scheme == null ? "" : scheme, credential == null ? NO_CREDENTIAL : credential);
    }
}
