package io.troupe.tree;

import java.util.List;

/** What came of one share of a round. */
public final class ShareResult {
    private final int[] indexes;
    private final List<Done> done;
    private final Census census;

    /** {@code indexes} may be longer than {@code done}, whose places in the round it names. */
    ShareResult(int[] indexes, List<Done> done, Census census) {
        this.indexes = indexes;
        this.done = done;
        this.census = census;
    }

    int count() {
        return done.size();
    }

    int indexOf(int place) {
        return indexes[place];
    }

    Done done(int place) {
        return done.get(place);
    }

    /** Of the subtree as the share left it. */
    Census census() {
        return census;
    }
}
