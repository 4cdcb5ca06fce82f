package io.troupe.session;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.troupe.metrics.Metrics;
import io.troupe.peer.ReplicaActor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Where clients come in: listens, and gives each connection a {@link SessionActor} on the connection's own thread. When
 * it stops, so do they, and their connections are closed.
 */
public final class ListenerActor extends AbstractBehavior<ListenerActor.Command> {

    public sealed interface Command {}

    /** A client has connected. */
    record Accepted(ConnectionHandler connection) implements Command {}

    /** Every session describes itself to {@code replyTo}, which hears first how many will. */
    record Describe(ActorRef<Object> replyTo) implements Command {}

    /** Answered by {@link ClientsActor.Clients}, with those that tell in time. */
    public record ListClients(ActorRef<? super ClientsActor.Clients> replyTo) implements Command {}

    private record Left(InetAddress client) implements Command {}

    private record Bound(Channel channel) implements Command {}

    private record NotBound(Throwable cause) implements Command {}

    /** What becomes of listening, told once to whoever asked for it. */
    public sealed interface Outcome {}

    public record Listening(InetSocketAddress address) implements Outcome {}

    /** {@code problem} is one line for the operator. The actor has stopped. */
    public record CannotListen(String problem) implements Outcome {}

    /** What the sessions live among; {@code standing} is empty while this peer does not serve. */
    public record Surroundings(
            EventLoops loops,
            ActorRef<ReplicaActor.Command> replica,
            Chance chance,
            LongSupplier nanoTime,
            Metrics metrics,
            Supplier<Optional<Standing>> standing) {}

    private final SessionSettings settings;
    private final EventLoops loops;
    private final SessionMetrics metrics;
    private final FourLetterActor.Sources sources;
    private final ActorRef<? super Outcome> replyTo;
    private final Map<EventLoop, LoopShare> shares = new HashMap<>();
    private final Map<InetAddress, Integer> connectionsByClient = new HashMap<>();
    private @Nullable Channel channel;
    private long lists;

    public static Behavior<Command> create(
            SessionSettings settings, Surroundings surroundings, ActorRef<? super Outcome> replyTo) {
        return Behaviors.setup(context -> new ListenerActor(context, settings, surroundings, replyTo));
    }

    private ListenerActor(
            ActorContext<Command> context,
            SessionSettings settings,
            Surroundings surroundings,
            ActorRef<? super Outcome> replyTo) {
        super(context);
        this.settings = settings;
        this.loops = surroundings.loops();
        this.metrics = SessionMetrics.of(surroundings.metrics());
        this.sources = new FourLetterActor.Sources(surroundings.standing(), context.getSelf());
        this.replyTo = replyTo;
        loops.clients().forEach(loop -> shares.put((EventLoop) loop, shareOf(surroundings)));
        listen();
    }

    private LoopShare shareOf(Surroundings surroundings) {
        return new LoopShare(
                settings,
                surroundings.replica(),
                surroundings.chance(),
                surroundings.nanoTime(),
                metrics,
                new CreditPool(settings.limits().poolBytes()),
                new Outbox());
    }

    private void listen() {
        ActorRef<Command> self = getContext().getSelf();
        ChannelFuture binding =
                new AcceptHandler(self, settings.limits()).listeningOn(loops).bind(settings.address(), settings.port());
        binding.addListener(
                done -> self.tell(done.isSuccess() ? new Bound(binding.channel()) : new NotBound(done.cause())));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Accepted.class, this::onAccepted)
                .onMessage(Left.class, this::onLeft)
                .onMessage(Describe.class, this::onDescribe)
                .onMessage(ListClients.class, this::onListClients)
                .onMessage(Bound.class, this::onBound)
                .onMessage(NotBound.class, this::onNotBound)
                .onSignal(PostStop.class, stopped -> onPostStop())
                .build();
    }

    private Behavior<Command> onAccepted(Accepted accepted) {
        ConnectionHandler connection = accepted.connection();
        InetAddress client = connection.client().getAddress();
        int already = connectionsByClient.getOrDefault(client, 0);
        int most = settings.connectionsPerAddressMax();
        if (most > 0 && already >= most) {
            metrics.rejected().add(1);
            getContext().getLog().warn("{} has {} connections already and gets no other", client, already);
            connection.reject();
            return this;
        }
        connectionsByClient.put(client, already + 1);
        metrics.connections().add(1);
        LoopShare share = requireNonNull(shares.get(connection.loop()), "connections are on the loops of clients");
        ActorRef<SessionActor.Command> session = getContext()
                .spawnAnonymous(
                        SessionActor.create(connection, share, sources),
                        DispatcherSelector.fromConfig(loops.dispatcherOf(connection.loop())));
        getContext().watchWith(session, new Left(client));
        return this;
    }

    private Behavior<Command> onLeft(Left left) {
        metrics.connections().add(-1);
        connectionsByClient.computeIfPresent(left.client(), (client, count) -> count == 1 ? null : count - 1);
        return this;
    }

    private Behavior<Command> onListClients(ListClients asked) {
        Duration deadline = Duration.ofMillis(settings.limits().reportMillis());
        getContext().spawn(ClientsActor.gather(getContext().getSelf(), deadline, asked.replyTo()), "list-" + ++lists);
        return this;
    }

    /** All anonymous children are sessions. */
    private Behavior<Command> onDescribe(Describe asked) {
        int count = 0;
        for (ActorRef<Void> child : getContext().getChildren()) {
            if (!child.path().name().startsWith("$")) {
                continue;
            }
            child.<SessionActor.Command>unsafeUpcast().tell(new SessionActor.Describe(asked.replyTo()));
            count++;
        }
        asked.replyTo().tell(new FourLetterActor.Connections(count));
        return this;
    }

    private Behavior<Command> onBound(Bound bound) {
        channel = bound.channel();
        InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
        getContext().getLog().info("listening for clients on {}", address);
        replyTo.tell(new Listening(address));
        return this;
    }

    private Behavior<Command> onNotBound(NotBound failed) {
        replyTo.tell(new CannotListen(problemWith(failed.cause())));
        return Behaviors.stopped();
    }

    private String problemWith(Throwable cause) {
        String place = settings.address() + ':' + settings.port();
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return "cannot listen for clients on " + place + ": nobody knows that name";
        }
        boolean taken = message.contains("in use");
        return "cannot listen for clients on " + place + ": " + (taken ? "another program has that port" : message);
    }

    private Behavior<Command> onPostStop() {
        if (channel != null) {
            channel.close();
        }
        return this;
    }
}
