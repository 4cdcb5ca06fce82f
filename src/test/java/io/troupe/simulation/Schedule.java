package io.troupe.simulation;

import java.util.PriorityQueue;

/**
 * The virtual clock and all that is still to happen on it. Time jumps from one event to the next; events of one instant
 * happen in the order in which they were asked for. Each event is one step of the run.
 */
final class Schedule {
    private record Due(long atMicros, long order, Runnable event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return atMicros != other.atMicros
                    ? Long.compare(atMicros, other.atMicros)
                    : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long nowMicros;
    private long asked;
    private long steps;

    long nowMicros() {
        return nowMicros;
    }

    long nowMillis() {
        return nowMicros / 1000;
    }

    /** How many events have happened. */
    long steps() {
        return steps;
    }

    void afterMicros(long delayMicros, Runnable event) {
        if (delayMicros < 0) {
            throw new IllegalArgumentException("the past is over: " + delayMicros);
        }
        queue.add(new Due(nowMicros + delayMicros, asked++, event));
    }

    void afterMillis(long delayMillis, Runnable event) {
        afterMicros(delayMillis * 1000, event);
    }

    /** Lets the next event happen. */
    void step() {
        Due next = queue.remove();
        nowMicros = next.atMicros;
        steps++;
        next.event.run();
    }

    boolean isOver() {
        return queue.isEmpty();
    }

    /** When the next event is due; only where there is one. */
    long nextMicros() {
        return queue.element().atMicros;
    }
}
