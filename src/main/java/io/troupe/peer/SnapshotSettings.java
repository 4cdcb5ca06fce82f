package io.troupe.peer;

/**
 * When snapshots are written, and how many are kept.
 *
 * @param entries a snapshot is written after so many entries at most (ZooKeeper's {@code snapCount})
 * @param bytes or when they take so much (ZooKeeper's {@code snapSizeLimitInKb})
 * @param retained how many are kept (ZooKeeper's {@code autopurge.snapRetainCount})
 * @param subtrees of the replica
 */
public record SnapshotSettings(long entries, long bytes, int retained, int subtrees) {
    public SnapshotSettings {
        if (entries < 2 || bytes < 2 || retained < 1 || subtrees < 1) {
            throw new IllegalArgumentException("snapshots every " + entries + " entries or " + bytes + " bytes, "
                    + retained + " kept, of " + subtrees + " subtrees");
        }
    }
}
