package io.troupe.zab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Touches of sessions that have reached this leader and are not confirmed. One is, once a quorum has answered a
 * heartbeat that was sent after it arrived: until then another leader may have been established, whose clock knows
 * nothing of it.
 */
final class TouchConfirmation {
    private record Arrived(int peer, long number, long round) {}

    private final Deque<Arrived> waiting = new ArrayDeque<>();

    /** @param heartbeat the number of the last heartbeat sent */
    void arrived(int peer, long number, long heartbeat) {
        waiting.add(new Arrived(peer, number, heartbeat + 1));
    }

    /** The peer follows no more, or anew: it will send again what matters. */
    void forget(int peer) {
        waiting.removeIf(touches -> touches.peer() == peer);
    }

    /** @param confirmed the number of the last heartbeat that a quorum has answered */
    void confirm(long confirmed, long epoch, int self, List<Effect> effects) {
        while (!waiting.isEmpty() && waiting.peek().round() <= confirmed) {
            Arrived touches = waiting.remove();
            effects.add(
                    touches.peer() == self
                            ? new Effect.TouchesConfirmed(touches.number())
                            : new Effect.Send(touches.peer(), new Message.TouchesConfirmed(epoch, touches.number())));
        }
    }

    boolean isAsked() {
        return !waiting.isEmpty();
    }
}
