package io.troupe.simulation;

import io.troupe.journal.Disk;
import io.troupe.peer.RoleCommand;
import io.troupe.zab.Batch;
import io.troupe.zab.Election;
import io.troupe.zab.Follower;
import io.troupe.zab.Leader;
import io.troupe.zab.ZabSettings;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a test may put something wrong between the production code and its surroundings. As it stands, nothing is. Each
 * of these is asked once for each process, or each role, that it is for.
 */
class Seams {
    /** Between a process and its disk. */
    Disk disk(Disk disk) {
        return disk;
    }

    /** Whether a role begins only when the log has answered its Open behind all older writes. */
    boolean rolesAwaitTheLog() {
        return true;
    }

    Core election(ZabSettings settings) {
        return new Election(settings)::step;
    }

    Core leader(ZabSettings settings, long freshEnsembleId) {
        return new Leader(settings, freshEnsembleId)::step;
    }

    Core follower(ZabSettings settings, int leader, long attempt) {
        return new Follower(settings, leader, attempt)::step;
    }

    /** Between a peer's clock and its replica. */
    long replicaMillis(long monotonicMillis) {
        return monotonicMillis;
    }

    /** Between a replica and the roles of its peer. */
    UnaryOperator<RoleCommand> toRole() {
        return UnaryOperator.identity();
    }

    /** Between what is committed and a replica. */
    UnaryOperator<List<Batch>> toReplica() {
        return UnaryOperator.identity();
    }
}
