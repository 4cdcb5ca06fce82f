package io.troupe.tree;

import io.troupe.model.Stat;

/** One node of the tree. */
public final class Znode {
    Stat stat() {
        throw new UnsupportedOperationException("to follow");
    }
}
