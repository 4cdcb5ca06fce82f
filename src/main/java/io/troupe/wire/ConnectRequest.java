package io.troupe.wire;

import java.util.Objects;

/**
 * A client's first frame. {@code sessionId} is 0 for a new session. {@code readOnly}: it would accept a peer that is
 * cut off. Clients up to 3.3 and some others do not send that flag ({@code sendsReadOnly} is false); they must not get
 * it either (ZOOKEEPER-4814).
 */
public record ConnectRequest(
        int protocolVersion,
        long lastZxidSeen,
        int timeoutMillis,
        long sessionId,
        byte[] secret,
        boolean readOnly,
        boolean sendsReadOnly) {
    public ConnectRequest {
        Objects.requireNonNull(secret, "secret");
    }
}
