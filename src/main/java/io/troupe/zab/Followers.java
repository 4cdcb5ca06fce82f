package io.troupe.zab;

import io.troupe.zab.FollowerProgress.Stage;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Those who want to follow this leader at present, each over the link that is up, in its latest try. */
final class Followers {
    private final Map<Integer, FollowerProgress> byPeer = new TreeMap<>();

    Collection<FollowerProgress> all() {
        return Collections.unmodifiableCollection(byPeer.values());
    }

    /** That peer's progress; null where it does not follow. */
    FollowerProgress get(int peer) {
        return byPeer.get(peer);
    }

    /** Whether this try of that peer's is under way already: it asks until it is answered. */
    boolean knows(int peer, long attempt) {
        return byPeer.containsKey(peer) && byPeer.get(peer).attempt() == attempt;
    }

    void put(FollowerProgress follower) {
        byPeer.put(follower.peer(), follower);
    }

    void remove(int peer) {
        byPeer.remove(peer);
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
