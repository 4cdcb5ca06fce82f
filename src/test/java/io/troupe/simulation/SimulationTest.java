package io.troupe.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Schedules of faults, each from a seed. {@code -Dsimulation.seed=N} replays one and prints what happens;
 * {@code -Dsimulation.minutes=N} runs fresh ones for so long.
 */
class SimulationTest {
    private static final int FIXED_SEEDS = 400;
    private static final long FRESH_FOR_SECONDS = 30;

    private long schedules;
    private long steps;
    private long virtualMillis;
    private long writes;

    @Test
    void everyScheduleKeepsEveryPromise() {
        String seed = System.getProperty("simulation.seed", "");
        String minutes = System.getProperty("simulation.minutes", "");
        if (!seed.isBlank()) {
            System.out.println(Simulation.run(Long.parseLong(seed), new Seams(), true));
            return;
        }
        if (minutes.isBlank()) {
            for (long fixed = 1; fixed <= FIXED_SEEDS; fixed++) {
                run(fixed);
            }
            fresh(FRESH_FOR_SECONDS);
        } else {
            fresh(TimeUnit.MINUTES.toSeconds(Long.parseLong(minutes)));
        }
        System.out.printf(
                "simulation: %d schedules, %d steps, %d s of virtual time, %d writes%n",
                schedules, steps, virtualMillis / 1000, writes);
    }

    /** Else a seed would replay nothing. */
    @Test
    void aSeedGivesTheSameRunEachTime() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(Simulation.run(seed, new Seams(), false)).isEqualTo(Simulation.run(seed, new Seams(), false));
        }
    }

    private void fresh(long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long first = System.nanoTime() & 0xffff_ffffL;
        System.out.println("simulation: fresh seeds from " + first);
        for (long seed = first; System.nanoTime() < end; seed++) {
            run(seed);
        }
    }

    private void run(long seed) {
        Simulation.Summary summary = Simulation.run(seed, new Seams(), false);
        schedules++;
        steps += summary.steps();
        virtualMillis += summary.virtualMillis();
        writes += summary.writes();
    }
}
