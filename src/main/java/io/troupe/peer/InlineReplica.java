package io.troupe.peer;

import io.troupe.peer.ReplicaEffect.Borrow;
import io.troupe.peer.ReplicaEffect.GiveBack;
import io.troupe.peer.ReplicaEffect.Work;
import io.troupe.tree.Partition;
import io.troupe.tree.Subtree;
import java.util.ArrayList;
import java.util.List;

/** A replica whose subtrees are in the same thread. */
public final class InlineReplica {
    private final Replica replica;
    private final List<Subtree> subtrees;

    public InlineReplica(ReplicaSettings settings) {
        replica = new Replica(settings);
        subtrees = Partition.emptySubtrees(settings.subtrees());
    }

    /** To be told what happens; its turns are had here. */
    public Replica replica() {
        return replica;
    }

    public List<Subtree> subtrees() {
        return subtrees;
    }

    /** Works off all there is. What is left to do concerns connections, the role and the log alone. */
    public List<ReplicaEffect> turn() {
        List<ReplicaEffect> outward = new ArrayList<>();
        List<ReplicaEffect> effects = replica.turn();
        while (!effects.isEmpty()) {
            effects.forEach(effect -> perform(effect, outward));
            effects = replica.turn();
        }
        return outward;
    }

    private void perform(ReplicaEffect effect, List<ReplicaEffect> outward) {
        if (effect instanceof Work work) {
            replica.worked(work.subtree(), work.share().runOn(subtrees.get(work.subtree())));
        } else if (effect instanceof Borrow borrow) {
            replica.lent(borrow.subtree(), subtrees.get(borrow.subtree()));
        } else if (!(effect instanceof GiveBack)) {
            outward.add(effect);
        }
    }
}
