package io.troupe.peer;

/**
 * A connection that asks to become the attachment of a session. A {@code sessionId} of 0 asks for a new session, which
 * is then {@code freshSessionId} with {@code freshSecret}.
 */
public record Newcomer(
        long attachment,
        long lastZxidSeen,
        int timeoutMillis,
        long sessionId,
        byte[] secret,
        long freshSessionId,
        byte[] freshSecret) {}
