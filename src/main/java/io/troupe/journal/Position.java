package io.troupe.journal;

/**
 * Where a frame stands.
 *
 * @param segment the first sequence number of its segment
 */
record Position(long seqNr, long segment, long offset) {}
