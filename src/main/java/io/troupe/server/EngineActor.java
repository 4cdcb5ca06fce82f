package io.troupe.server;

import io.troupe.peer.PeerActor;
import io.troupe.peer.ReplicaActor;
import io.troupe.session.ClientsActor;
import io.troupe.session.ListenerActor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * The root of the engine: spawns the replica, the peer around it and the listener for clients, each on its thread. A
 * part that is lost ends the engine.
 */
final class EngineActor extends AbstractBehavior<EngineActor.Command> {
    sealed interface Command {}

    enum Stop implements Command {
        STOP
    }

    /** A question to the replica. */
    record ToReplica(ReplicaActor.Command question) implements Command {}

    /** A question to the connections. */
    record ListClients(ActorRef<ClientsActor.Clients> replyTo) implements Command {}

    private record ClientPort(ListenerActor.Outcome outcome) implements Command {}

    /** How the parts are made, given those that they need, and who hears once what became of listening for clients. */
    record Parts(
            Behavior<ReplicaActor.Command> replica,
            String replicaDispatcher,
            Function<ActorRef<ReplicaActor.Command>, Behavior<PeerActor.Command>> peer,
            String peerDispatcher,
            BiFunction<ActorRef<ReplicaActor.Command>, ActorRef<ListenerActor.Outcome>, Behavior<ListenerActor.Command>>
                    listener,
            String listenerDispatcher,
            Consumer<ListenerActor.Outcome> onListening) {}

    private final Consumer<ListenerActor.Outcome> onListening;
    private final ActorRef<ReplicaActor.Command> replica;
    private final ActorRef<ListenerActor.Command> listener;

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> new EngineActor(context, parts));
    }

    private EngineActor(ActorContext<Command> context, Parts parts) {
        super(context);
        this.onListening = parts.onListening();
        replica = context.spawn(parts.replica(), "replica", DispatcherSelector.fromConfig(parts.replicaDispatcher()));
        context.watch(context.spawn(
                parts.peer().apply(replica), "peer", DispatcherSelector.fromConfig(parts.peerDispatcher())));
        ActorRef<ListenerActor.Outcome> outcome = context.messageAdapter(ListenerActor.Outcome.class, ClientPort::new);
        listener = context.spawn(
                parts.listener().apply(replica, outcome),
                "clients",
                DispatcherSelector.fromConfig(parts.listenerDispatcher()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(ClientPort.class, this::onClientPort)
                .onMessage(ToReplica.class, this::onToReplica)
                .onMessage(ListClients.class, this::onListClients)
                .onMessageEquals(Stop.STOP, this::onStop)
                .onSignal(Terminated.class, peer -> onStop())
                .build();
    }

    private Behavior<Command> onClientPort(ClientPort port) {
        onListening.accept(port.outcome);
        return this;
    }

    private Behavior<Command> onToReplica(ToReplica asked) {
        replica.tell(asked.question);
        return this;
    }

    private Behavior<Command> onListClients(ListClients asked) {
        listener.tell(new ListenerActor.ListClients(asked.replyTo));
        return this;
    }

    private Behavior<Command> onStop() {
        return Behaviors.stopped();
    }
}
