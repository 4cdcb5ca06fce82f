package io.troupe.peer;

import static java.util.Objects.requireNonNull;

import io.troupe.tree.Partition;
import io.troupe.tree.Round;
import io.troupe.tree.RoundResult;
import io.troupe.tree.Share;
import io.troupe.tree.ShareResult;
import io.troupe.tree.Subtree;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries a partition's rounds to its subtrees and back: one message each way and subtree concerned. */
final class Rounds {
    private final Partition partition;
    private final @Nullable ShareResult[] results;
    private final @Nullable Subtree[] lent;
    private @Nullable Round round;
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
        Round next = begun.get();
        round = next;
        for (int subtree = 0; subtree < results.length; subtree++) {
            ReplicaEffect effect = effectFor(subtree, next);
            if (effect != null) {
                awaited++;
                effects.add(effect);
            }
        }
        return isRunning() ? Optional.empty() : Optional.of(finish(effects));
    }

    private static @Nullable ReplicaEffect effectFor(int subtree, Round round) {
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
        Round ended = requireNonNull(round, "there is a round while there is an answer to come");
        RoundResult result = ended.borrows() ? partition.finish(lent) : partition.finish(results);
        for (int subtree = 0; subtree < results.length; subtree++) {
            results[subtree] = null;
            Subtree borrowed = lent[subtree];
            if (borrowed != null) {
                effects.add(new ReplicaEffect.GiveBack(subtree, borrowed));
                lent[subtree] = null;
            }
        }
        round = null;
        return result;
    }
}
