package io.troupe.simulation;

import io.troupe.journal.Disk;
import io.troupe.zab.Election;
import io.troupe.zab.Follower;
import io.troupe.zab.Leader;
import io.troupe.zab.ZabSettings;

/** Where a test may put something wrong between the production code and its surroundings. As it stands, nothing is. */
class Seams {
    Disk disk(Disk disk) {
        return disk;
    }

    /** Whether a role begins only when the log has answered its Open behind all older writes. */
    boolean rolesAwaitTheLog() {
        return true;
    }

    ZabSettings settings(ZabSettings settings) {
        return settings;
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
}
