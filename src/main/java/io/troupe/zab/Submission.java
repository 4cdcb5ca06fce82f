package io.troupe.zab;

/** Stands in until room zab publishes its own. */
public record Submission(int count, byte[] parcel) {}
