package io.troupe.zab;

/** Stands in until room zab publishes its own. */
public final class Batch {
    private Batch() {}
}
