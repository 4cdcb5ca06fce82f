package io.troupe.simulation;

import io.troupe.model.Zxid;
import java.util.HashMap;
import java.util.Map;

/** Replicas that have applied the same are the same. */
final class Digests {
    private final Map<Long, Long> byZxid = new HashMap<>();

    void reached(int peer, long zxid, long digest) {
        Long first = byZxid.putIfAbsent(zxid, digest);
        if (first != null && first != digest) {
            throw new InvariantBroken(
                    "replicas equal by digest", "p" + peer + " differs from the first that reached " + Zxid.text(zxid));
        }
    }
}
