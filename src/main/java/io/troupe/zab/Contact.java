package io.troupe.zab;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who was heard of lately. A broken link alone ends no contact: it may be back before the silence is long enough. */
final class Contact {
    private final int self;
    private final Quorum quorum;
    private final long silenceMillis;
    private final Map<Integer, Long> lastHeardMillis = new TreeMap<>();

    Contact(int self, Quorum quorum, long silenceMillis) {
        this.self = self;
        this.quorum = quorum;
        this.silenceMillis = silenceMillis;
    }

    void heard(int peer, Now now) {
        lastHeardMillis.put(peer, now.monotonicMillis());
    }

    boolean withQuorum(Now now) {
        Set<Integer> present = new HashSet<>(Set.of(self));
        lastHeardMillis.forEach((peer, at) -> {
            if (now.monotonicMillis() - at <= silenceMillis) {
                present.add(peer);
            }
        });
        return quorum.reachedBy(present);
    }
}
