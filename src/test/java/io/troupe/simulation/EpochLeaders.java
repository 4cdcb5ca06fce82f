package io.troupe.simulation;

import java.util.HashMap;
import java.util.Map;

/**
 * At most one leader an epoch commits: ZAB's primary integrity rests upon it. A peer that starts anew is another
 * leader.
 */
final class EpochLeaders {
    private record Leader(int peer, long boot, long incarnation) {}

    private final Map<Long, Leader> byEpoch = new HashMap<>();

    /** How many epochs had a leader. */
    int count() {
        return byEpoch.size();
    }

    void established(long epoch, int peer, long boot, long incarnation) {
        Leader leader = new Leader(peer, boot, incarnation);
        Leader first = byEpoch.putIfAbsent(epoch, leader);
        if (first != null && !first.equals(leader)) {
            throw new InvariantBroken("one leader an epoch", "epoch " + epoch + " has " + first + " and " + leader);
        }
    }
}
