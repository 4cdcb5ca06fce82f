package io.troupe.wire;

import java.util.Objects;

/** The first frame to a client. {@code sendsReadOnly} is that of the request. */
public record ConnectResponse(
        int protocolVersion,
        int timeoutMillis,
        long sessionId,
        byte[] secret,
        boolean readOnly,
        boolean sendsReadOnly) {
    /** The length of a session's secret. */
    public static final int SECRET_BYTES = 16;

    public ConnectResponse {
        Objects.requireNonNull(secret, "secret");
    }

    public static ConnectResponse accepted(ConnectRequest request, int timeoutMillis, long sessionId, byte[] secret) {
        return new ConnectResponse(0, timeoutMillis, sessionId, secret, false, request.sendsReadOnly());
    }

    /** The session is no more: its client is told so and has to begin a new one. */
    public static ConnectResponse expired(ConnectRequest request) {
        return new ConnectResponse(0, 0, 0, new byte[SECRET_BYTES], false, request.sendsReadOnly());
    }

    /** A refused client gets no time. */
    public boolean isExpired() {
        return timeoutMillis == 0;
    }
}
