package io.troupe.bench;

import java.util.List;

/** What one connection sends, over and over. */
final class Script {
    private final Operation[] operations;
    private final int unit;
    private int next;

    /**
     * @param unit how many operations belong together: all of them are sent before it ends
     * @param start where in {@code operations} it begins, so that not all connections do the same at once
     */
    Script(List<Operation> operations, int unit, int start) {
        if (operations.isEmpty() || operations.size() % unit != 0) {
            throw new IllegalArgumentException(operations.size() + " operations by " + unit);
        }
        this.operations = operations.toArray(Operation[]::new);
        this.unit = unit;
        this.next = Math.floorMod(start, this.operations.length / unit) * unit;
    }

    Operation next() {
        Operation operation = operations[next];
        next = next + 1 == operations.length ? 0 : next + 1;
        return operation;
    }

    /** Whether nothing that has been begun lacks its end. */
    boolean isAtRest() {
        return next % unit == 0;
    }

    /** The bytes of the longest that it may ever send. */
    int longestBytes() {
        int longest = 0;
        for (Operation operation : operations) {
            longest = Math.max(longest, operation.bytes());
        }
        return longest;
    }
}
