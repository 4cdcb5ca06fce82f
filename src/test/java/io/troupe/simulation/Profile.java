package io.troupe.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What kind of schedule a seed gives. Not every fault takes part in every schedule: a few kinds that meet often find
 * more than all kinds that hide one another's traces (swarm testing).
 */
record Profile(Tuning tuning, int clients, long faultsForMillis, long gapMillis, Set<Fault> faults) {

    static Profile of(Chance chance) {
        int peers = chance.pick(List.of(3, 3, 3, 3, 5, 5, 1, 2));
        int clients = (int) chance.between(1, 4);
        List<Fault> kinds = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            if (chance.oneIn(3)) {
                kinds.add(fault);
            }
        }
        Set<Fault> faults = kinds.isEmpty() ? EnumSet.of(Fault.POWER_LOSS) : EnumSet.copyOf(kinds);
        return new Profile(
                Tuning.of(peers, chance),
                clients,
                chance.between(2_000, 20_000),
                chance.pick(List.of(300L, 1_000L, 2_500L)),
                faults);
    }

    /** Three peers that meet these faults, often. */
    static Profile of(Chance chance, Set<Fault> faults) {
        return new Profile(Tuning.of(3, chance), (int) chance.between(1, 4), 8_000, 400, faults);
    }

    @Override
    public String toString() {
        return tuning + ", " + clients + " clients, " + faults + " for " + faultsForMillis + " ms, one in " + gapMillis
                + " ms";
    }
}
