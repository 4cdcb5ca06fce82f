package io.troupe.simulation;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * What happened, one readable line an event. The last lines are always kept, for the report of a failure; a replayed
 * schedule prints them all.
 */
final class Trace {
    private static final int LINES_KEPT = 400;

    private final Schedule schedule;
    private final boolean printing;
    private final ArrayDeque<Supplier<String>> last = new ArrayDeque<>();

    Trace(Schedule schedule, boolean printing) {
        this.schedule = schedule;
        this.printing = printing;
    }

    /** {@code who} is a peer ({@code p2}), a client ({@code c1}), or the part of the world that acts. */
    void say(String who, Supplier<String> what) {
        long step = schedule.steps();
        long micros = schedule.nowMicros();
        Supplier<String> line =
                () -> String.format("%7d %5d.%03d %-4s %s", step, micros / 1000, micros % 1000, who, what.get());
        if (printing) {
            System.out.println(line.get());
        }
        if (last.size() == LINES_KEPT) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    String lastLines(int count) {
        StringBuilder text = new StringBuilder();
        last.stream()
                .skip(Math.max(0, last.size() - count))
                .forEach(line -> text.append(line.get()).append('\n'));
        return text.toString();
    }
}
