package io.troupe.zab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Syncs that wait until a quorum has said that it is still in this epoch. A sync is answered by a heartbeat that was
 * sent after it arrived, once a quorum has answered that: so nobody else had been established by then, and all that was
 * acknowledged to anybody stands in this leader's log (a leader that is deposed and does not know it answers none:
 * ZOOKEEPER-1675). What waits shares a round, and at most one round is under way for it.
 */
final class SyncRounds {
    private record Waiting(int peer, long ticket, long zxid, long round) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long begun;

    /**
     * @param zxid what is sequenced now
     * @param heartbeat the number of the last heartbeat sent
     */
    void asked(int peer, long ticket, long zxid, long heartbeat) {
        waiting.add(new Waiting(peer, ticket, zxid, heartbeat + 1));
    }

    /** The peer follows no more, or anew: it will ask again. */
    void forget(int peer) {
        waiting.removeIf(sync -> sync.peer() == peer);
    }

    /** Whether to send a heartbeat at once; the caller does. */
    boolean begins(long heartbeat, long confirmed) {
        if (waiting.isEmpty() || waiting.getLast().round() <= heartbeat || begun > confirmed) {
            return false;
        }
        begun = heartbeat + 1;
        return true;
    }

    /** @param confirmed the number of the last heartbeat that a quorum has answered */
    void answer(long confirmed, long epoch, int self, List<Effect> effects) {
        while (!waiting.isEmpty() && waiting.peek().round() <= confirmed) {
            Waiting sync = waiting.remove();
            effects.add(
                    sync.peer() == self
                            ? new Effect.Synced(sync.ticket(), sync.zxid())
                            : new Effect.Send(
                                    sync.peer(), new Message.SyncAnswered(epoch, sync.ticket(), sync.zxid())));
        }
    }

    boolean isAsked() {
        return !waiting.isEmpty();
    }
}
