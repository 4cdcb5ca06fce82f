package io.troupe.tree;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * An attachment that lives on this peer, with what it asked and has not had its turn, in order. Writes are out all at
 * once; reads and syncs stand behind the write before them, so that a read sees that write and none after it.
 */
final class Attachment {
    private final long id;
    /** Null as long as nothing waits: most sessions are idle. */
    private @Nullable ArrayDeque<Item> waiting;

    /** How many reads found nothing to wait behind, and stand in the agenda among all that merely came. */
    private int readsInLine;

    private long appliedSequence;
    private Places watched = Places.NONE;
    private boolean connected = true;
    private boolean ended;
    /** What the round that is merged sends it; null between rounds, and before there is anything. */
    private @Nullable Outgoing outgoing;

    Attachment(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    /** Whether what is asked now has its turn without waiting for anything asked before. */
    boolean isClear() {
        return first() == null;
    }

    /** What has waited longest, or null. */
    private @Nullable Item first() {
        return waiting == null ? null : waiting.peek();
    }

    private void removeFirst() {
        if (waiting != null) {
            waiting.poll();
        }
    }

    /** A read that has its turn without waiting for anything asked before is in line for it. */
    void linesUp() {
        readsInLine++;
    }

    /** Returns whether that was the last of them. */
    boolean leavesLine() {
        return --readsInLine == 0;
    }

    void park(Item item) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        waiting.add(item);
    }

    /** Whether this is the write that comes next of those that wait, and has others in front of it. */
    boolean holdsBefore(long sequence) {
        Item first = first();
        return sequence == appliedSequence + 1 && first != null && !(first instanceof Item.Written);
    }

    /**
     * The turn of the write that comes next is here, so all in front of it have theirs now. Among them may be a sync
     * that is not answered yet: it is by this. Whatever was acknowledged before it was asked stands before a later
     * write.
     */
    void releaseBeforeWrite(Queue<Item> ready) {
        for (Item first = first(); first != null && !(first instanceof Item.Written); first = first()) {
            ready.add(first);
            removeFirst();
        }
    }

    /** The write with this number has its turn. */
    void applied(long sequence) {
        appliedSequence = sequence;
        if (first() instanceof Item.Written written && written.sequence() == sequence) {
            removeFirst();
        }
    }

    /** All in front that have to wait for nothing more; nothing as long as what was asked before is in line. */
    void release(Queue<Item> ready, long reachedZxid) {
        if (readsInLine > 0) {
            return;
        }
        for (Item first = first(); first != null && hasNothingToWaitFor(first, reachedZxid); first = first()) {
            ready.add(first);
            removeFirst();
        }
    }

    private static boolean hasNothingToWaitFor(Item item, long reachedZxid) {
        return item instanceof Item.Reading || item instanceof SyncPoint sync && sync.zxid() <= reachedZxid;
    }

    void mayWatchAt(Places places) {
        watched = watched.with(places);
    }

    Places watched() {
        return watched;
    }

    /** Nobody hears what is answered from here on. */
    void disconnect() {
        connected = false;
        if (waiting != null) {
            waiting.removeIf(Attachment::isUnheard);
        }
    }

    /** Of what waits, all but the writes, which are out already. */
    private static boolean isUnheard(Item item) {
        if (item instanceof SyncPoint sync) {
            sync.pass();
        }
        return !(item instanceof Item.Written);
    }

    /** The session has left it: nothing it asked has a turn any more. */
    void end() {
        ended = true;
        if (waiting != null) {
            waiting.forEach(Attachment::isUnheard);
            waiting = null;
        }
    }

    /** Its connection stands. What had its turn before the end is still answered. */
    boolean connected() {
        return connected;
    }

    /** What it asks has a turn, and is heard. */
    boolean isLive() {
        return connected && !ended;
    }

    boolean ended() {
        return ended;
    }

    /** Null where there is nothing yet. */
    @Nullable
    Outgoing outgoing() {
        return outgoing;
    }

    void outgoing(@Nullable Outgoing newOutgoing) {
        outgoing = newOutgoing;
    }
}
