package io.troupe.peer;

import io.troupe.tree.ClientEvent;
import io.troupe.tree.CutHead;
import io.troupe.tree.Share;
import io.troupe.tree.Subtree;

/** What a {@link Replica} wants done, in this order. */
public sealed interface ReplicaEffect {

    record Tell(long attachment, ClientEvent event) implements ReplicaEffect {}

    record ToRole(RoleCommand command) implements ReplicaEffect {}

    /** Answered by {@link Replica#worked}. */
    record Work(int subtree, Share share) implements ReplicaEffect {}

    /** Answered by {@link Replica#lent}. */
    record Borrow(int subtree) implements ReplicaEffect {}

    record GiveBack(int subtree, Subtree lent) implements ReplicaEffect {}

    /** Before the next share, and after all before; its owner then answers who reads it. */
    record OpenCut(int subtree) implements ReplicaEffect {}

    /** The cut that was wanted is open, here and by what came right before at each subtree. */
    record Cut(CutHead head) implements ReplicaEffect {}

    /** An entry or a read was answered SystemError for this; to be logged. */
    record Failed(RuntimeException failure) implements ReplicaEffect {}
}
