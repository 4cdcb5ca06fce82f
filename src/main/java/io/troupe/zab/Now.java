package io.troupe.zab;

/**
 * The time of one step, as the caller's clocks show it.
 *
 * @param monotonicMillis never goes back; only differences mean anything; all time-outs use this one
 * @param wallMillis the time of day; may jump; only stamps use this one
 */
public record Now(long monotonicMillis, long wallMillis) {}
