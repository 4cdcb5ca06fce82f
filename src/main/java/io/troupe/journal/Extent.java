package io.troupe.journal;

/**
 * A stretch of the log to be read, with all that it takes to tell what lives in it: a reader needs nothing of the log's
 * owner. All of it is durable.
 *
 * @param from null if there is nothing to read
 */
record Extent(Position from, long lastSeqNr, Truncations truncations) {}
