package io.troupe.client;

/** A client's state from now on, the session that it is about (0 before there is one) and why it changed. */
public record StateChange(ConnectionState state, long sessionId, String reason) {}
