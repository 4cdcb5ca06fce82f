package io.troupe.tree;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All of a kind, in the order in which they came, of which an exact cut can be read in small steps while they change.
 * Opening a cut costs nothing, however many there are. From then on, whoever is about to change or to go leaves its
 * image behind if the cut has not got it yet; so memory grows with what changes before its turn, and with nothing else.
 */
final class Roll<I> {
    private @Nullable Enrolled<I> first;
    private @Nullable Enrolled<I> last;
    private int cuts;
    private boolean open;

    /** Of those that changed or went before the cut came to them. */
    private final Queue<I> left = new ArrayDeque<>();

    /** The next one that the cut comes to, and the last; null where there is none. */
    private @Nullable Enrolled<I> next;

    private @Nullable Enrolled<I> end;

    /** Where the images of a cut go. */
    interface Sink<I> {
        void take(I image);

        boolean isFull();
    }

    /** At the end; no cut that is open has it. */
    void add(Enrolled<I> one) {
        one.seenByCut = cuts;
        one.before = last;
        if (last == null) {
            first = one;
        } else {
            last.after = one;
        }
        last = one;
    }

    @SuppressWarnings("ReferenceEquality")
    void remove(Enrolled<I> one) {
        changing(one);
        if (one == next) {
            next = one == end ? null : one.after;
        }
        if (one == end) {
            end = one.before;
        }
        if (one.before == null) {
            first = one.after;
        } else {
            one.before.after = one.after;
        }
        if (one.after == null) {
            last = one.before;
        } else {
            one.after.before = one.before;
        }
        one.before = null;
        one.after = null;
    }

    /** To be called before anything in the image changes. */
    void changing(Enrolled<I> one) {
        if (open && one.seenByCut != cuts) {
            one.seenByCut = cuts;
            left.add(one.image());
        }
    }

    /** In the order in which they came; nothing may come or go meanwhile. */
    void forEach(Consumer<? super Enrolled<I>> visitor) {
        for (Enrolled<I> one = first; one != null; one = one.after) {
            visitor.accept(one);
        }
    }

    /** All as it is now is to be read by {@link #read}; what an earlier cut has not read is not read any more. */
    void openCut() {
        cuts++;
        open = true;
        left.clear();
        next = first;
        end = last;
    }

    void closeCut() {
        open = false;
        left.clear();
        next = null;
        end = null;
    }

    /**
     * Reads on in the open cut, until {@code sink} is full or {@code stepsMax} were looked at.
     *
     * @return whether that was all of it; then the cut is closed
     */
    @SuppressWarnings("ReferenceEquality")
    boolean read(Sink<? super I> sink, int stepsMax) {
        for (int steps = 0; steps < stepsMax && !sink.isFull(); steps++) {
            Enrolled<I> one = next;
            if (!left.isEmpty()) {
                sink.take(left.remove());
            } else if (one == null) {
                closeCut();
                return true;
            } else {
                next = one == end ? null : one.after;
                if (one.seenByCut != cuts) {
                    one.seenByCut = cuts;
                    sink.take(one.image());
                }
            }
        }
        return false;
    }
}
