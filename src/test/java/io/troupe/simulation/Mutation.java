package io.troupe.simulation;

import static io.troupe.simulation.Fault.ALL_LOSE_POWER;
import static io.troupe.simulation.Fault.CRASH_IN_DISK_CALL;
import static io.troupe.simulation.Fault.DISK_FAILS;
import static io.troupe.simulation.Fault.DISK_IS_SLOW;
import static io.troupe.simulation.Fault.DISK_STALLS;
import static io.troupe.simulation.Fault.LEADER_DIES;
import static io.troupe.simulation.Fault.LINK_BREAKS;
import static io.troupe.simulation.Fault.ONE_WAY_PARTITION;
import static io.troupe.simulation.Fault.PARTITION;
import static io.troupe.simulation.Fault.POWER_LOSS;
import static io.troupe.simulation.Fault.PROCESS_DIES;
import static io.troupe.simulation.Fault.SLOW_NETWORK;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A bug that was made on purpose, the faults that bring it out, and how many seeds the checkers may take to notice. */
enum Mutation {
    ACKNOWLEDGE_BEFORE_DURABLE(5, ProtocolMutations.AcknowledgesBeforeDurable::new, POWER_LOSS, DISK_IS_SLOW),
    FORCE_DOES_NOTHING(5, DiskMutations.ForceDoesNothing::new, POWER_LOSS, ALL_LOSE_POWER),
    COUNT_A_QUORUM_ONE_SHORT(5, ProtocolMutations.QuorumOneShort::new, PARTITION, LEADER_DIES),
    SKIP_TRUNC(30, ProtocolMutations.SkipsTruncation::new, PARTITION, ONE_WAY_PARTITION, PROCESS_DIES),
    REUSE_AN_EPOCH(30, ProtocolMutations.ForgetsPromises::new, LEADER_DIES, DISK_IS_SLOW, LINK_BREAKS),
    ELECT_WITHOUT_THE_LONGEST_LOG(
            30, ProtocolMutations.ElectsWithoutTheLongestLog::new, LEADER_DIES, PARTITION, ALL_LOSE_POWER),
    START_A_ROLE_BEFORE_OPEN(30, ProtocolMutations.StartsBeforeOpen::new, DISK_STALLS, LINK_BREAKS, PARTITION),
    SEND_AGAIN_WITHOUT_THE_NUMBER(30, SessionMutations.NumbersAnew::new, LINK_BREAKS, DISK_IS_SLOW, SLOW_NETWORK),
    ACCEPT_A_GAP_IN_THE_NUMBERS(30, SessionMutations.AcceptsGaps::new, LINK_BREAKS, PROCESS_DIES),
    KEEP_A_CONNECTION_PAST_TWO_THIRDS(200, SessionMutations.KeepsConnections::new, PARTITION, ONE_WAY_PARTITION),
    OPEN_WITHOUT_WRITING_THE_TAIL_ANEW(
            100, DiskMutations.TailIsNotWrittenAnew::new, CRASH_IN_DISK_CALL, DISK_FAILS, POWER_LOSS, ALL_LOSE_POWER);

    private final int seedsMax;
    private final Supplier<Seams> seams;
    private final Set<Fault> faults;

    Mutation(int seedsMax, Supplier<Seams> seams, Fault... faults) {
        this.seedsMax = seedsMax;
        this.seams = seams;
        this.faults = Set.of(faults);
    }

    int seedsMax() {
        return seedsMax;
    }

    Seams seams() {
        return seams.get();
    }

    /** In an order that is the same in every run. */
    Set<Fault> faults() {
        return new TreeSet<>(faults);
    }
}
