package io.troupe.client;

import org.jspecify.annotations.Nullable;

/**
 * How something is read. {@code linearizable}: no older than any write that was acknowledged to anyone before, by a
 * {@code sync} sent right before it. {@code watch}: who is told, once, of the next change.
 */
public record ReadOptions(boolean linearizable, @Nullable WatchTarget watch) {
    /** From the connected peer's replica, which may be a little behind, but never behind what this client has seen. */
    public static final ReadOptions LOCAL = new ReadOptions(false, null);

    public static final ReadOptions LINEARIZABLE = new ReadOptions(true, null);

    public ReadOptions watchedBy(WatchTarget target) {
        return new ReadOptions(linearizable, target);
    }
}
