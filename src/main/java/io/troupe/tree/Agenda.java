package io.troupe.tree;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. What has been waiting for an entry has its turn right after it, before all that merely came. An
 * item put back is again where it was.
 */
final class Agenda {
    private final ArrayDeque<Item> ready = new ArrayDeque<>();
    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private boolean wasReady;

    void add(Item item) {
        queue.add(item);
    }

    /** Goes before all that was added. */
    Queue<Item> ready() {
        return ready;
    }

    boolean isEmpty() {
        return ready.isEmpty() && queue.isEmpty();
    }

    /** Null if it is nobody's. */
    @Nullable
    Item poll() {
        wasReady = !ready.isEmpty();
        return wasReady ? ready.poll() : queue.poll();
    }

    /** Whether the item polled last was among those that merely came. */
    boolean polledFromLine() {
        return !wasReady;
    }

    /** It is not the turn of the item polled last. */
    void putBack(Item item) {
        (wasReady ? ready : queue).addFirst(item);
    }
}
