package io.troupe.server;

import io.troupe.peer.PeerActor;
import io.troupe.peer.ReplicaActor;
import io.troupe.session.ListenerActor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The root of the engine: spawns the replica, the peer around it and the listener for clients, each on its thread. When
 * it is stopped, clients are let go first.
 */
final class EngineActor {
    /** What {@code troupe up} and the tests stop an engine with. */
    enum Command {
        STOP
    }

    /** How the parts are made, given those that they need. */
    record Parts(
            Behavior<ReplicaActor.Command> replica,
            String replicaDispatcher,
            Function<ActorRef<ReplicaActor.Command>, Behavior<PeerActor.Command>> peer,
            String peerDispatcher,
            Function<ActorRef<ReplicaActor.Command>, Behavior<ListenerActor.Command>> listener) {}

    private EngineActor() {}

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> {
            ActorRef<ReplicaActor.Command> replica = context.spawn(
                    parts.replica(), "replica", DispatcherSelector.fromConfig(parts.replicaDispatcher()));
            context.spawn(
                    parts.peer().apply(replica), "peer", DispatcherSelector.fromConfig(parts.peerDispatcher()));
            context.spawn(parts.listener().apply(replica), "clients");
            return Behaviors.receive(Command.class)
                    .onMessageEquals(Command.STOP, Behaviors::stopped)
                    .build();
        });
    }
}
