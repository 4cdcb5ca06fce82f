package io.troupe.zab;

import io.troupe.zab.FollowerProgress.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The first phase (ZAB paper, section V.A, phase 1): a quorum promises to take part in no earlier epoch than the new
 * one, and so makes known all that may have been committed in earlier ones.
 */
final class Discovery {
    private final int self;
    private final Quorum quorum;
    private final Standing own;
    private boolean founding;

    Discovery(int self, Quorum quorum, Standing own) {
        this.self = self;
        this.quorum = quorum;
        this.own = own;
        this.founding = own.mayFound();
    }

    /** Whether blank peers found an ensemble here. */
    boolean founding() {
        return founding;
    }

    /**
     * A quorum has entered the epoch: what was founded has history now, and who comes back with it is welcome
     * (ZOOKEEPER-4685).
     */
    void concluded() {
        founding = false;
    }

    /** Whether that peer's word counts before it has entered this epoch. */
    boolean counts(Standing standing) {
        return founding ? standing.mayFound() : standing.counts();
    }

    /**
     * Why this peer cannot lead where {@code peer} takes part; empty where it can. {@code epoch} is 0 while there is
     * none.
     */
    Optional<String> objection(int peer, Standing theirs, long epoch) {
        if (founding && theirs.provesHistory()) {
            return Optional.of("peer " + peer + " has history, so there is nothing to found");
        }
        boolean promisedElsewhere = theirs.promisedEpoch() == epoch && theirs.promisedTo() != self;
        if (epoch != 0 && (theirs.promisedEpoch() > epoch || promisedElsewhere)) {
            return Optional.of("peer " + peer + " promised epoch " + theirs.promisedEpoch() + " to peer "
                    + theirs.promisedTo() + ", and this is epoch " + epoch);
        }
        return Optional.empty();
    }

    /** A new epoch, once a quorum wants to follow: beyond all that they promised, so that none is used twice. */
    OptionalLong epoch(Collection<FollowerProgress> followers) {
        if (!reachedBy(followers, follower -> true)) {
            return OptionalLong.empty();
        }
        long newest = own.promisedEpoch();
        for (FollowerProgress follower : followers) {
            newest = Math.max(newest, follower.standing().promisedEpoch());
        }
        return OptionalLong.of(newest + 1);
    }

    /** Whether a quorum, this peer among it, has promised the epoch. */
    boolean promisedBy(Collection<FollowerProgress> followers) {
        return reachedBy(followers, follower -> follower.atLeast(Stage.PROMISED));
    }

    /** Whether that peer may have something committed that this one lacks (step l.1.2 picks the best history). */
    boolean outranks(Standing theirs) {
        return counts(theirs) && theirs.compareTo(own) > 0;
    }

    private boolean reachedBy(Collection<FollowerProgress> followers, Predicate<FollowerProgress> condition) {
        List<Integer> peers = new ArrayList<>(List.of(self));
        followers.stream()
                .filter(follower -> counts(follower.standing()))
                .filter(condition)
                .forEach(follower -> peers.add(follower.peer()));
        return quorum.reachedBy(peers);
    }
}
