package io.troupe.zab;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** More than half of the voters; any two quorums have a voter in common, on which everything rests. */
final class Quorum {
    private final List<Integer> voters;
    private final int size;

    Quorum(List<Integer> voters) {
        this.voters = List.copyOf(voters);
        this.size = voters.size() / 2 + 1;
    }

    /** Whether {@code peers} holds enough voters. Peers that are none do not count (ZOOKEEPER-2959). */
    boolean reachedBy(Collection<Integer> peers) {
        return voters.stream().filter(peers::contains).count() >= size;
    }

    boolean isVoter(int peer) {
        return voters.contains(peer);
    }

    List<Integer> voters() {
        return voters;
    }

    /** The highest position that each voter of some quorum has reached; 0 where too few have any. */
    long agreed(Map<Integer, Long> positions) {
        return voters.stream()
                .map(voter -> positions.getOrDefault(voter, 0L))
                .sorted(Comparator.reverseOrder())
                .skip(size - 1L)
                .findFirst()
                .orElse(0L);
    }
}
