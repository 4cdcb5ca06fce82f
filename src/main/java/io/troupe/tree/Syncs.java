package io.troupe.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The syncs that have not had their turn: those not answered yet, and those that wait for the zxid they were answered.
 */
final class Syncs {
    private final Map<Long, SyncPoint> asked = new HashMap<>();
    private final PriorityQueue<SyncPoint> answered = new PriorityQueue<>(Comparator.comparingLong(SyncPoint::zxid));
    private long lastTicket;

    /** Under the ticket returned the answer is to be brought. */
    long ask(SyncPoint sync) {
        lastTicket++;
        sync.asked(lastTicket);
        asked.put(lastTicket, sync);
        return lastTicket;
    }

    /**
     * New tickets for all that wait: whoever was to answer the old ones is gone, and what it answered may never come.
     */
    List<Long> askAgain() {
        List<SyncPoint> waiting = new ArrayList<>(asked.values());
        waiting.addAll(answered);
        waiting.removeIf(SyncPoint::passed);
        waiting.sort(Comparator.comparingLong(SyncPoint::ticket));
        asked.clear();
        answered.clear();
        List<Long> tickets = new ArrayList<>(waiting.size());
        for (SyncPoint sync : waiting) {
            tickets.add(ask(sync));
        }
        return tickets;
    }

    /** An answer that nobody waits for is nothing. */
    void answer(long ticket, long zxid) {
        SyncPoint sync = asked.remove(ticket);
        if (sync != null && !sync.passed()) {
            sync.answered(zxid);
            answered.add(sync);
        }
    }

    /** One of those whose zxid has been reached, or null. Each is named once. */
    @Nullable
    SyncPoint pollReached(long zxid) {
        SyncPoint first = answered.peek();
        return first != null && first.zxid() <= zxid ? answered.poll() : null;
    }
}
