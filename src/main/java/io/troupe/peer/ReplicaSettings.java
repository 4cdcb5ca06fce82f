package io.troupe.peer;

/**
 * How a replica is cut and paced.
 *
 * @param subtrees how many parts the tree is cut into. Eight: enough that rounds keep four cores busy while a part is
 *     late, few enough that the two messages a round costs each of them do not show on two cores
 * @param creditBytes how much may be with the role that is not applied here yet
 * @param parcelBytesMax what one submission gathers at most; a single larger write travels alone
 * @param touchMillis how often the role hears which clients were heard of
 * @param patienceMillis how long connections outlive a role without a next one; must stay below the shortest session
 *     timeout, after which a session may be another's elsewhere
 * @param collectMillis how often a leading peer looks for containers and TTL nodes to collect
 * @param collectionsMax how many it collects each time at most
 * @param neverUsedMillis after which a container that never had a child is collected too; 0 is never, as in ZooKeeper
 *     3.9
 */
public record ReplicaSettings(
        int subtrees,
        int creditBytes,
        int parcelBytesMax,
        long touchMillis,
        long patienceMillis,
        long collectMillis,
        int collectionsMax,
        long neverUsedMillis) {

    public static final ReplicaSettings USUAL =
            new ReplicaSettings(8, 8 << 20, 128 << 10, 100, 2_000, 60_000, 10_000, 0);

    public ReplicaSettings {
        if (subtrees < 1 || creditBytes < 1 || parcelBytesMax < 1 || collectionsMax < 1) {
            throw new IllegalArgumentException("must be positive: subtrees " + subtrees + ", creditBytes " + creditBytes
                    + ", parcelBytesMax " + parcelBytesMax + ", collectionsMax " + collectionsMax);
        }
        if (touchMillis < 1 || patienceMillis < 1 || collectMillis < 1) {
            throw new IllegalArgumentException("must be positive: touchMillis " + touchMillis + ", patienceMillis "
                    + patienceMillis + ", collectMillis " + collectMillis);
        }
    }

    /**
     * These, with a patience that ends before any session can: two thirds of {@code shortestTimeoutMillis}, or what it
     * was where that is less.
     */
    public ReplicaSettings forSessionsOf(int shortestTimeoutMillis) {
        return new ReplicaSettings(
                subtrees,
                creditBytes,
                parcelBytesMax,
                touchMillis,
                Math.max(1, Math.min(patienceMillis, shortestTimeoutMillis * 2L / 3)),
                collectMillis,
                collectionsMax,
                neverUsedMillis);
    }
}
