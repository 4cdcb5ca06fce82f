package io.troupe.peer;

import io.troupe.zab.LogState;
import java.util.Set;

/**
 * What a role begins with.
 *
 * @param log as it was when it was opened for this incarnation
 * @param linked the peers to which a link is up
 */
record RoleStart(long incarnation, LogState log, Set<Integer> linked) {
    RoleStart {
        linked = Set.copyOf(linked);
    }
}
