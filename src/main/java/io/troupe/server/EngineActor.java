package io.troupe.server;

import io.troupe.peer.PeerActor;
import io.troupe.peer.ReplicaActor;
import io.troupe.session.ListenerActor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
    sealed interface Command {}

    enum Stop implements Command {
        STOP
    }

    private record Listening(ListenerActor.Outcome outcome) implements Command {}

    /** How the parts are made, given those that they need. */
    record Parts(
            Behavior<ReplicaActor.Command> replica,
            String replicaDispatcher,
            Function<ActorRef<ReplicaActor.Command>, Behavior<PeerActor.Command>> peer,
            String peerDispatcher,
            BiFunction<ActorRef<ReplicaActor.Command>, ActorRef<ListenerActor.Outcome>, Behavior<ListenerActor.Command>>
                    listener) {}

    private EngineActor() {}

    /** @param onListening told once what became of listening for clients */
    static Behavior<Command> create(Parts parts, Consumer<ListenerActor.Outcome> onListening) {
        return Behaviors.setup(context -> {
            ActorRef<ReplicaActor.Command> replica =
                    context.spawn(parts.replica(), "replica", DispatcherSelector.fromConfig(parts.replicaDispatcher()));
            context.spawn(parts.peer().apply(replica), "peer", DispatcherSelector.fromConfig(parts.peerDispatcher()));
            ActorRef<ListenerActor.Outcome> outcome =
                    context.messageAdapter(ListenerActor.Outcome.class, Listening::new);
            context.spawn(parts.listener().apply(replica, outcome), "clients");
            return Behaviors.receive(Command.class)
                    .onMessage(Listening.class, listening -> {
                        onListening.accept(listening.outcome);
                        return Behaviors.same();
                    })
                    .onMessageEquals(Stop.STOP, Behaviors::stopped)
                    .build();
        });
    }
}
