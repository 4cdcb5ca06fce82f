package io.troupe.session;

import io.troupe.wire.ServerReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Gathers what all connections of this peer say of themselves, for one who asks, and ends. */
public final class ClientsActor extends AbstractBehavior<Object> {
    /** {@code complete} is false where some did not tell in time. */
    public record Clients(List<ServerReport.Client> all, boolean complete) {
        public Clients {
            all = List.copyOf(all);
        }
    }

    private enum Overdue {
        OVERDUE
    }

    private final ActorRef<? super Clients> replyTo;
    private final List<ServerReport.Client> told = new ArrayList<>();
    private int expected = Integer.MAX_VALUE;

    static Behavior<Object> gather(
            ActorRef<? super ListenerActor.Describe> listener, Duration deadline, ActorRef<? super Clients> replyTo) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startSingleTimer(Overdue.OVERDUE, deadline);
            listener.tell(new ListenerActor.Describe(context.getSelf()));
            return new ClientsActor(context, replyTo);
        }));
    }

    private ClientsActor(ActorContext<Object> context, ActorRef<? super Clients> replyTo) {
        super(context);
        this.replyTo = replyTo;
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(FourLetterActor.Connections.class, this::onConnections)
                .onMessage(ServerReport.Client.class, this::onClient)
                .onMessageEquals(Overdue.OVERDUE, () -> say(false))
                .build();
    }

    private Behavior<Object> onConnections(FourLetterActor.Connections connections) {
        expected = connections.count();
        return told.size() >= expected ? say(true) : this;
    }

    private Behavior<Object> onClient(ServerReport.Client client) {
        told.add(client);
        return told.size() >= expected ? say(true) : this;
    }

    private Behavior<Object> say(boolean complete) {
        replyTo.tell(new Clients(told, complete));
        return Behaviors.stopped();
    }
}
