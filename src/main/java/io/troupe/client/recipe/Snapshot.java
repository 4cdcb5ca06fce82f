package io.troupe.client.recipe;

/** A value and where it stands: its version, which a conditional write names, and the zxid of that write. */
public record Snapshot<T>(T value, int version, long zxid) {}
