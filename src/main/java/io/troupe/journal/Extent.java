package io.troupe.journal;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the log to be read, with all that it takes to tell what lives in it: a reader needs nothing of the log's
 * owner. All of it is durable.
 *
 * @param from null if there is nothing to read
 */
record Extent(@Nullable Position from, long lastSeqNr, Truncations truncations) {}
