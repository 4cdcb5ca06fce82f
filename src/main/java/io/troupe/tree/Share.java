package io.troupe.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a round asks of one part of the tree, in the order of the round. It is filled by its partition and then given
 * away.
 */
public final class Share {
    private static final int USUAL = 16;

    private final List<Task> tasks = new ArrayList<>(USUAL);
    private int[] indexes = new int[USUAL];

    Share() {}

    void add(int index, Task task) {
        int count = tasks.size();
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
        }
        indexes[count] = index;
        tasks.add(task);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Does all of it on the subtree whose share it is. */
    public ShareResult runOn(Subtree subtree) {
        return new ShareResult(indexes, runOnAll(subtree), Census.of(subtree));
    }

    /** One result a task, in their order. */
    List<Done> runOnAll(Forest forest) {
        List<Done> done = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            done.add(task.on(forest));
        }
        return done;
    }

    int[] indexes() {
        return indexes;
    }
}
