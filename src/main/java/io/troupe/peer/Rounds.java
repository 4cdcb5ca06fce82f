package io.troupe.peer;

import io.troupe.tree.Partition;
import io.troupe.tree.Round;
import io.troupe.tree.RoundResult;
import io.troupe.tree.Share;
import io.troupe.tree.ShareResult;
import io.troupe.tree.Subtree;
import java.util.List;
import java.util.Optional;

/** Carries a partition's rounds to its subtrees and back: one message each way and subtree concerned. */
final class Rounds {
    private final Partition partition;
    private final ShareResult[] results;
    private final Subtree[] lent;
    private Round round;
    private int awaited;

    Rounds(Partition partition, int subtrees) {
        this.partition = partition;
        results = new ShareResult[subtrees];
        lent = new Subtree[subtrees];
    }

    /** Whether subtrees are at work. */
    boolean isRunning() {
        return awaited > 0;
    }

    /** Begins a round if there is none. There is a result at once if it concerns no subtree. */
    Optional<RoundResult> begin(List<ReplicaEffect> effects) {
        if (isRunning()) {
            return Optional.empty();
        }
        Optional<Round> begun = partition.begin();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        round = begun.get();
        for (int subtree = 0; subtree < results.length; subtree++) {
            ReplicaEffect effect = effectFor(subtree);
            if (effect != null) {
                awaited++;
                effects.add(effect);
            }
        }
        return isRunning() ? Optional.empty() : Optional.of(finish(effects));
    }

    private ReplicaEffect effectFor(int subtree) {
        if (round.borrows()) {
            return round.borrows(subtree) ? new ReplicaEffect.Borrow(subtree) : null;
        }
        Share share = round.shareOf(subtree);
        return share == null ? null : new ReplicaEffect.Work(subtree, share);
    }

    /** There is a result when this was the last that was missing. */
    Optional<RoundResult> worked(int subtree, ShareResult result, List<ReplicaEffect> effects) {
        results[subtree] = result;
        return arrived(effects);
    }

    Optional<RoundResult> lent(int subtree, Subtree borrowed, List<ReplicaEffect> effects) {
        lent[subtree] = borrowed;
        return arrived(effects);
    }

    private Optional<RoundResult> arrived(List<ReplicaEffect> effects) {
        awaited--;
        return isRunning() ? Optional.empty() : Optional.of(finish(effects));
    }

    private RoundResult finish(List<ReplicaEffect> effects) {
        RoundResult result = round.borrows() ? partition.finish(lent) : partition.finish(results);
        for (int subtree = 0; subtree < results.length; subtree++) {
            results[subtree] = null;
            if (lent[subtree] != null) {
                effects.add(new ReplicaEffect.GiveBack(subtree, lent[subtree]));
                lent[subtree] = null;
            }
        }
        round = null;
        return result;
    }
}
