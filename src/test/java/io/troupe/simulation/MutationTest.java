package io.troupe.simulation;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation is worth what it finds: each bug that is made on purpose must be noticed within its number of seeds.
 */
class MutationTest {

    @ParameterizedTest
    @EnumSource
    void isNoticed(Mutation mutation) {
        for (long seed = 1; seed <= mutation.seedsMax(); seed++) {
            Profile profile = Profile.of(Chance.of(seed).stream("profile"), mutation.faults());
            try {
                Simulation.run(seed, profile, mutation.seams(), false);
            } catch (SimulationFailed noticed) {
                System.out.println(mutation + " is noticed by seed " + seed + ": " + noticed.getCause());
                return;
            }
        }
        Assertions.fail(mutation + " goes unnoticed in " + mutation.seedsMax() + " schedules");
    }
}
