package io.troupe.tree;

import io.troupe.model.CreateMode;

/** What a znode waits for to go by itself. The order is part of every digest and never changes. */
public enum Lifetime {
    /** It goes when it is deleted. */
    PERSISTENT,
    /** It ends with the session that made it, and never has children. */
    EPHEMERAL,
    /** It is collected once its last child is gone. */
    CONTAINER,
    /** It is collected when it had no children and no new data for so long. */
    TTL;

    static Lifetime of(CreateMode mode) {
        if (mode.ephemeral()) {
            return EPHEMERAL;
        }
        if (mode.hasTtl()) {
            return TTL;
        }
        return mode == CreateMode.CONTAINER ? CONTAINER : PERSISTENT;
    }
}
