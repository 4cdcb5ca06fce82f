package io.troupe.session;

import io.troupe.peer.ReplicaActor;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/** What the sessions of one loop have in common. The pool and the outbox are that loop's alone. */
record LoopShare(
        SessionSettings settings,
        ActorRef<ReplicaActor.Command> replica,
        Chance chance,
        LongSupplier nanoTime,
        SessionMetrics metrics,
        CreditPool pool,
        Outbox outbox) {}
