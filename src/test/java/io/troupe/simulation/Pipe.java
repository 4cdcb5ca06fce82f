package io.troupe.simulation;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One direction of one connection, as TCP gives it: what is sent arrives whole, once and in order, or not at all once
 * the pipe is cut. While the way is blocked what was sent waits, as in a sender's retransmission queue.
 */
final class Pipe<T> {
    private record InFlight<T>(long dueMicros, T message) {}

    private final Schedule schedule;
    private final LongSupplier latencyMicros;
    private final BooleanSupplier blocked;
    private final Consumer<T> receiver;
    private final ArrayDeque<InFlight<T>> inFlight = new ArrayDeque<>();
    private boolean waiting;
    private boolean cut;

    Pipe(Schedule schedule, LongSupplier latencyMicros, BooleanSupplier blocked, Consumer<T> receiver) {
        this.schedule = schedule;
        this.latencyMicros = latencyMicros;
        this.blocked = blocked;
        this.receiver = receiver;
    }

    void send(T message) {
        if (cut) {
            return;
        }
        long due = schedule.nowMicros() + latencyMicros.getAsLong();
        if (!inFlight.isEmpty()) {
            due = Math.max(due, inFlight.getLast().dueMicros());
        }
        inFlight.addLast(new InFlight<>(due, message));
        if (!waiting) {
            awaitHead();
        }
    }

    /** Arrives before all that is still under way, as if none of that had been written to the socket yet. */
    void sendFirst(T message) {
        if (inFlight.isEmpty()) {
            send(message);
        } else if (!cut) {
            inFlight.addFirst(new InFlight<>(inFlight.getFirst().dueMicros(), message));
        }
    }

    /** The way may be open again. */
    void unblock() {
        if (!waiting && !cut) {
            awaitHead();
        }
    }

    /** Nothing arrives any more; what was under way is lost. */
    void cut() {
        cut = true;
        inFlight.clear();
    }

    private void awaitHead() {
        if (inFlight.isEmpty() || blocked.getAsBoolean()) {
            return;
        }
        waiting = true;
        schedule.afterMicros(Math.max(0, inFlight.getFirst().dueMicros() - schedule.nowMicros()), this::arrive);
    }

    private void arrive() {
        waiting = false;
        if (cut || blocked.getAsBoolean()) {
            return;
        }
        T message = inFlight.removeFirst().message();
        awaitHead();
        receiver.accept(message);
    }
}
