package io.troupe.simulation;

import java.util.function.Supplier;

/** What happens, one readable line an event, for whoever replays a schedule. */
final class Trace {
    private final Schedule schedule;
    private final boolean printing;

    Trace(Schedule schedule, boolean printing) {
        this.schedule = schedule;
        this.printing = printing;
    }

    /** {@code who} is a peer ({@code p2}), a client ({@code c1}), or the part of the world that acts. */
    void say(String who, Supplier<String> what) {
        if (printing) {
            long micros = schedule.nowMicros();
            System.out.printf(
                    "%7d %6d.%03d %-4s %s%n", schedule.steps(), micros / 1000, micros % 1000, who, what.get());
        }
    }
}
