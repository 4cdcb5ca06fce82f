package io.troupe.tree;

/**
 * A session as it was at one time.
 *
 * @param secret not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares images
public record SessionImage(long id, byte[] secret, int timeoutMillis, long attachment, long lastSequence) {}
