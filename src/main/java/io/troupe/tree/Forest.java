package io.troupe.tree;

import java.util.List;

/** The part of a partition that an entry may reach while it is applied. */
sealed interface Forest permits Subtree, Lending {

    /** The one that has {@code path}, whether or not there is a znode. Total: whatever is no path has a place too. */
    Subtree holding(String path);

    /** All in reach, each once. */
    List<Subtree> subtrees();
}
