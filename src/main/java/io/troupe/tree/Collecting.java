package io.troupe.tree;

/** When containers and nodes with a TTL are of no use any more. */
final class Collecting {

    private Collecting() {}

    /** Whether {@code node} may be collected, as far as its lifetime is concerned: it must have no children either. */
    static boolean isDue(Znode node, long stampMillis) {
        return switch (node.lifetime()) {
            case CONTAINER -> true;
            case TTL -> stampMillis - node.mtime() > node.ttlMillis();
            case PERSISTENT, EPHEMERAL -> false;
        };
    }

    /**
     * Whether it is worth an entry. A container that never had a child is given {@code neverUsedMillis} to get one: who
     * made it may be about to.
     */
    static boolean isCandidate(Znode node, long nowMillis, long neverUsedMillis) {
        boolean waits = node.lifetime() == Lifetime.CONTAINER
                && node.creates() == 0
                && nowMillis - node.ctime() <= neverUsedMillis;
        return node.childCount() == 0 && !waits && isDue(node, nowMillis);
    }
}
