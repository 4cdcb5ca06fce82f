package io.troupe.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * What is known of every peer, by what each last said of itself, and what follows from it. A word counts for a while
 * only; after that it is known merely when it was said.
 */
final class Watchboard {
    private final int myid;
    private final List<Integer> voters;
    private final long freshMillis;
    private final Map<Integer, Heard> heard = new HashMap<>();

    /** What a peer said, and when it was heard. */
    record Heard(PeerStatus status, long atMillis) {}

    Watchboard(int myid, Iterable<Integer> voters, long freshMillis) {
        this.myid = myid;
        TreeSet<Integer> sorted = new TreeSet<>();
        voters.forEach(sorted::add);
        this.voters = List.copyOf(sorted);
        this.freshMillis = freshMillis;
    }

    void heard(PeerStatus status, long nowMillis) {
        if (voters.contains(status.id())) {
            heard.put(status.id(), new Heard(status, nowMillis));
        }
    }

    Optional<PeerStatus> fresh(int peer, long nowMillis) {
        return Optional.ofNullable(heard.get(peer))
                .filter(word -> nowMillis - word.atMillis <= freshMillis)
                .map(Heard::status);
    }

    /** The peer that leads the epoch in which this one is. */
    OptionalInt leader(long nowMillis) {
        Optional<PeerStatus> me = fresh(myid, nowMillis).filter(status -> !status.looks());
        return voters.stream()
                .filter(peer -> fresh(peer, nowMillis)
                        .filter(PeerStatus::leads)
                        .filter(leader ->
                                me.isPresent() && leader.epoch() == me.get().epoch())
                        .isPresent())
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** The peers that are in a cluster, other than this one. */
    List<Integer> inCluster(long nowMillis) {
        return voters.stream()
                .filter(peer -> peer != myid)
                .filter(peer -> fresh(peer, nowMillis)
                        .filter(status -> status.memberUid() != 0)
                        .isPresent())
                .toList();
    }

    /** Whether every peer has said lately what it is. */
    boolean allKnown(long nowMillis) {
        return voters.stream().allMatch(peer -> fresh(peer, nowMillis).isPresent());
    }

    /** What is shown of the ensemble. */
    Ensemble ensemble(long nowMillis) {
        OptionalInt leader = leader(nowMillis);
        Optional<PeerStatus> leading = leader.isPresent() ? fresh(leader.getAsInt(), nowMillis) : Optional.empty();
        List<Ensemble.Peer> peers = new ArrayList<>();
        int serving = 0;
        for (int peer : voters) {
            Optional<PeerStatus> fresh = fresh(peer, nowMillis);
            Heard last = heard.get(peer);
            boolean inEpoch = fresh.filter(status -> !status.looks()
                            && leading.isPresent()
                            && status.epoch() == leading.get().epoch())
                    .isPresent();
            serving += inEpoch ? 1 : 0;
            peers.add(new Ensemble.Peer(
                    peer,
                    fresh.isPresent(),
                    last == null ? null : nowMillis - last.atMillis,
                    inEpoch && fresh.isPresent() && leading.isPresent() ? lag(leading.get(), fresh.get()) : null,
                    fresh.orElse(null)));
        }
        int quorum = voters.size() / 2 + 1;
        return new Ensemble(
                myid,
                leader.isPresent() ? leader.getAsInt() : null,
                leading.map(PeerStatus::epoch).orElse(null),
                voters.size(),
                quorum,
                serving,
                Words.margin(leader.isPresent(), serving, quorum, voters.size()),
                Words.unknown(myid, peers, leader.isPresent()),
                peers);
    }

    /** Entries; what a peer of an earlier epoch lacks cannot be counted and is all of the leader's. */
    private static long lag(PeerStatus leader, PeerStatus peer) {
        boolean sameEpoch = leader.zxid() >>> 32 == peer.zxid() >>> 32;
        long behind = sameEpoch ? leader.zxid() - peer.zxid() : leader.zxid() & 0xffff_ffffL;
        return Math.max(0, behind);
    }
}
