package io.troupe.journal;

/**
 * What to read; immutable, for {@link LogReader} on any thread.
 *
 * @param maxBytes of batches, but one batch is read in any case
 */
public record ReadPlan(Extent extent, long afterZxid, long upToZxid, int maxBytes) {}
