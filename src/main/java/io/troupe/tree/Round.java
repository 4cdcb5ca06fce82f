package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some turns of a partition that are worked off together: each subtree concerned does its share, all at the same time.
 * Or some that span subtrees: those concerned are borrowed and the partition does all of it itself, in order.
 */
public final class Round {
    private final List<Slot> slots = new ArrayList<>();
    private final List<SessionChange> sessions = new ArrayList<>();
    private final @Nullable Share[] shares;
    private final Share own = new Share();
    private boolean shared;
    private Places borrowed = Places.NONE;

    Round(int subtrees) {
        shares = new Share[subtrees];
    }

    /** Whether subtrees are borrowed for it; then there are no shares. */
    public boolean borrows() {
        return !borrowed.equals(Places.NONE);
    }

    public boolean borrows(int subtree) {
        return borrowed.hasSubtree(subtree);
    }

    /** Null where the subtree has nothing to do. */
    public @Nullable Share shareOf(int subtree) {
        return shares[subtree];
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    int size() {
        return slots.size();
    }

    Slot open(long zxid) {
        Slot slot = new Slot(zxid);
        slots.add(slot);
        return slot;
    }

    /** Whether a turn that touches {@code places} can be had in this round as far as it is planned. */
    boolean fits(Places places) {
        if (borrows()) {
            return !places.isOneSubtree() || borrowed.contains(places);
        }
        return !spans(places) || !shared;
    }

    private static boolean spans(Places places) {
        return !places.isOneSubtree() && !places.hasNoSubtree();
    }

    /** Gives the turn opened last something to do at {@code places}, which {@linkplain #fits fit}. */
    void give(Places places, Task task) {
        int index = slots.size() - 1;
        if (spans(places)) {
            borrowed = borrowed.with(places);
        }
        if (places.isOneSubtree() && !borrows()) {
            shareFor(places.index()).add(index, task);
        } else {
            own.add(index, task);
        }
    }

    private Share shareFor(int subtree) {
        shared = true;
        Share share = shares[subtree];
        if (share == null) {
            share = new Share();
            shares[subtree] = share;
        }
        return share;
    }

    void changes(SessionChange change) {
        sessions.add(change);
    }

    /** What the partition does itself. */
    Share own() {
        return own;
    }

    List<Slot> slots() {
        return slots;
    }

    List<SessionChange> sessions() {
        return sessions;
    }
}
