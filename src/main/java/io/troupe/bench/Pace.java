package io.troupe.bench;

/** How often and for how long; one round more than {@code rounds} is run first, and does not count. */
public record Pace(int rounds, long warmUpMillis, long measureMillis) {
    public Pace {
        if (rounds < 1 || warmUpMillis < 0 || measureMillis < 1) {
            throw new BenchError("at least one round, and some time in it, is needed to measure anything");
        }
    }
}
