package io.troupe.zab;

import io.troupe.zab.FollowerProgress.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Those who want to follow this leader at present, each over the link that is up, in its latest try. */
final class Followers {
    private final Map<Integer, FollowerProgress> byPeer = new TreeMap<>();

    Collection<FollowerProgress> all() {
        return Collections.unmodifiableCollection(byPeer.values());
    }

    /** That peer's progress; null where it does not follow. */
    @Nullable
    FollowerProgress get(int peer) {
        return byPeer.get(peer);
    }

    /** Whether this try of that peer's is under way already: it asks until it is answered. */
    boolean knows(int peer, long attempt) {
        FollowerProgress known = byPeer.get(peer);
        return known != null && known.attempt() == attempt;
    }

    void put(FollowerProgress follower) {
        byPeer.put(follower.peer(), follower);
    }

    void remove(int peer) {
        byPeer.remove(peer);
    }

    /**
     * Whether a quorum without {@code joiner} was in the epoch after it had asked to follow. Then no later epoch had a
     * quorum's promise by then, whatever the joiner itself may have promised and forgotten.
     */
    boolean confirmWithout(FollowerProgress joiner, int self, Quorum quorum) {
        List<Integer> confirming = new ArrayList<>(List.of(self));
        byPeer.values().stream()
                .filter(follower -> follower != joiner && follower.wasHereAfterAsking(joiner))
                .forEach(follower -> confirming.add(follower.peer()));
        return quorum.reachedBy(confirming);
    }

    /** The last heartbeat that each of those that have entered the epoch has answered in it. */
    Map<Integer, Long> answered() {
        Map<Integer, Long> answered = new TreeMap<>();
        byPeer.values().stream()
                .filter(follower -> follower.stage() == Stage.ENTERED)
                .forEach(follower -> answered.put(follower.peer(), follower.answeredHeartbeat()));
        return answered;
    }

    /** How far each of those that have entered the epoch is durable. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new TreeMap<>();
        byPeer.values().stream()
                .filter(follower -> follower.stage() == Stage.ENTERED)
                .forEach(follower -> positions.put(follower.peer(), follower.acknowledged()));
        return positions;
    }
}
