package io.troupe.zab;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Which version of the tree's rules each voter has announced to know. */
final class RulesKnown {
    private final Quorum quorum;
    private final Map<Integer, Integer> versions = new TreeMap<>();

    RulesKnown(Quorum quorum) {
        this.quorum = quorum;
    }

    void announced(int peer, int version) {
        versions.put(peer, version);
    }

    /** The highest version that all voters know; none while one of them has not been heard. */
    OptionalInt toAll() {
        return versions.keySet().containsAll(quorum.voters())
                ? versions.values().stream().mapToInt(Integer::intValue).min()
                : OptionalInt.empty();
    }
}
