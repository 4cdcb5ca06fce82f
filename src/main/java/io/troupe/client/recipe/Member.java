package io.troupe.client.recipe;

/** Someone in a group: under which name, what it says of itself, and since which zxid. */
public record Member(String id, byte[] payload, long joinedZxid) {}
