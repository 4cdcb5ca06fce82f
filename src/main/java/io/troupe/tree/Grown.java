package io.troupe.tree;

import java.util.List;

/**
 * A whole tree that was read from a snapshot and found to be what was cut. Whoever has it owns all of it, and may use
 * it once.
 */
public record Grown(CutHead head, Subtree crown, SessionTable sessions, List<Subtree> subtrees) {
    public Grown {
        subtrees = List.copyOf(subtrees);
    }

    /** What there is before the first entry. */
    public static Grown fresh(int subtrees) {
        return new Grown(CutHead.NOTHING, Subtree.crown(), new SessionTable(), Partition.emptySubtrees(subtrees));
    }
}
