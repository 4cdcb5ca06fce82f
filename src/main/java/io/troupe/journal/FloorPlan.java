package io.troupe.journal;

/**
 * What to look for; immutable, for {@link LogReader} on any thread.
 *
 * @param floorZxid the answer if the extent holds nothing nearer
 */
public record FloorPlan(Extent extent, long zxid, long floorZxid) {}
