package io.troupe.peer;

import io.netty.bootstrap.Bootstrap;
import io.troupe.zab.Message;
import io.troupe.zab.MessageCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The one TCP connection to one other peer. The peer with the higher id dials (see {@link DialActor}); the other waits.
 * A connection counts once both have said hello. What is sent while there is none is dropped: ZAB asks again after each
 * Up. What an older connection brings is dropped too. Runs on the peer loop, as its connections do.
 */
public final class LinkActor extends AbstractBehavior<LinkActor.Command> {
    public sealed interface Command {}

    /** Sends, in order with what was sent before; signs of life overtake. */
    public record Send(Message message) implements Command {}

    /** The ensemble that this peer belongs to from now on, for the next hello. */
    public record Join(long ensembleId) implements Command {}

    /** A connection on which the other side has said hello. */
    record Greeted(LinkHandler connection, Hello hello) implements Command {}

    /** What one read brought; nothing but a sign of life if {@code messages} is empty. */
    record Arrived(LinkHandler connection, List<byte[]> messages) implements Command {}

    record Writable(LinkHandler connection) implements Command {}

    /** Something is wrong with this connection, or its other side thinks so; it is being closed. */
    record Troubled(LinkHandler connection, String trouble) implements Command {}

    record Closed(LinkHandler connection) implements Command {}

    /** A minute has passed since {@code trouble} was logged. */
    private record QuietOver(String trouble) implements Command {}

    private enum Tick implements Command {
        ALIVE
    }

    /** What a link tells its owner. */
    public sealed interface Event {}

    public record Up(int peer) implements Event {}

    public record Down(int peer) implements Event {}

    public record Received(int peer, List<Message> messages) implements Event {}

    private final int peer;
    private final LinkSettings settings;
    private final ActorRef<? super Event> owner;
    private final Optional<ActorRef<DialActor.Command>> dialer;
    private final OutgoingFrames outgoing = new OutgoingFrames();
    private final TimerScheduler<Command> timers;
    private Hello own;
    /** The connection that counts, with the other side's hello; null while the link is down. */
    private @Nullable LinkHandler connection;

    private @Nullable Hello greeting;
    private final Complaints complaints = new Complaints();
    private int ticksSinceSent;
    private int ticksSinceHeard;

    /**
     * @param own the hello to send, addressed to this link's peer
     * @param address unresolved: the name is resolved again for every attempt
     * @param bootstrap bound to the peer loop
     */
    public static Behavior<Command> create(
            Hello own,
            InetSocketAddress address,
            LinkSettings settings,
            Bootstrap bootstrap,
            ActorRef<? super Event> owner) {
        return create(own, new DialActor.Line(address, settings, InetAddress::getByName, bootstrap), owner);
    }

    static Behavior<Command> create(Hello own, DialActor.Line line, ActorRef<? super Event> owner) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new LinkActor(context, timers, own, line, owner)));
    }

    private LinkActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Hello own,
            DialActor.Line line,
            ActorRef<? super Event> owner) {
        super(context);
        context.setLoggerName(LinkActor.class);
        this.timers = timers;
        this.peer = own.to();
        this.own = own;
        this.settings = line.settings();
        this.owner = owner;
        this.dialer = own.from() > peer ? Optional.of(spawnDialer(line)) : Optional.empty();
        timers.startTimerWithFixedDelay(Tick.ALIVE, settings.heartbeat());
    }

    /** Watched, and its end not handled: a link that cannot dial any more fails. */
    private ActorRef<DialActor.Command> spawnDialer(DialActor.Line line) {
        ActorRef<DialActor.Command> spawned = getContext()
                .spawn(DialActor.create(own, line, getContext().getSelf()), "dial", DispatcherSelector.sameAsParent());
        getContext().watch(spawned);
        return spawned;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Send.class, this::onSend)
                .onMessage(Arrived.class, this::onArrived)
                .onMessage(Writable.class, this::onWritable)
                .onMessage(Greeted.class, this::onGreeted)
                .onMessage(Troubled.class, this::onTroubled)
                .onMessage(QuietOver.class, this::onQuietOver)
                .onMessage(Closed.class, this::onClosed)
                .onMessageEquals(Tick.ALIVE, this::onAlive)
                .onMessage(Join.class, this::onJoin)
                .onSignal(PostStop.class, signal -> onStop())
                .build();
    }

    private Behavior<Command> onSend(Send send) {
        LinkHandler to = connection;
        if (to != null) {
            byte[] bytes = MessageCodec.encode(send.message);
            if (isSignOfLife(send.message)) {
                outgoing.addUrgent(bytes);
            } else {
                outgoing.add(bytes);
            }
            write(to);
            if (outgoing.isOverfull()) {
                getContext().getLog().warn("Peer {} does not take what is sent to it", peer);
                lose(to, "more waits for it than this peer keeps");
            }
        }
        return this;
    }

    private static boolean isSignOfLife(Message message) {
        return message instanceof Message.Heartbeat || message instanceof Message.HeartbeatReply;
    }

    private Behavior<Command> onWritable(Writable writable) {
        if (writable.connection == connection) {
            write(writable.connection);
        }
        return this;
    }

    private void write(LinkHandler to) {
        while (!outgoing.isEmpty() && to.isWritable()) {
            OutgoingFrames.Frame next = outgoing.next();
            write(to, next.kind(), next.payload());
        }
    }

    private void write(LinkHandler to, byte kind, ByteBuffer payload) {
        to.write(kind, payload);
        ticksSinceSent = 0;
    }

    private Behavior<Command> onArrived(Arrived arrived) {
        if (arrived.connection != connection) {
            return this;
        }
        ticksSinceHeard = 0;
        if (!arrived.messages.isEmpty()) {
            List<Message> messages = new ArrayList<>(arrived.messages.size());
            try {
                for (byte[] bytes : arrived.messages) {
                    messages.add(MessageCodec.decode(ByteBuffer.wrap(bytes)));
                }
            } catch (RuntimeException malformed) {
                refuse(arrived.connection, "peer " + peer + " sent what is no message: " + malformed.getMessage());
                lose(arrived.connection, "it sent what is no message");
                return this;
            }
            owner.tell(new Received(peer, messages));
        }
        return this;
    }

    private Behavior<Command> onGreeted(Greeted greeted) {
        Optional<String> refusal = greeted.hello.refusalBy(own).or(() -> rivalOf(greeted));
        if (refusal.isPresent()) {
            refuse(greeted.connection, refusal.get());
            return this;
        }
        if (connection != null) {
            lose(connection, "a newer connection of the same process takes its place");
        }
        connection = greeted.connection;
        greeting = greeted.hello;
        ticksSinceHeard = 0;
        if (!greeted.connection.isDialed()) {
            write(greeted.connection, LinkFrame.HELLO, ByteBuffer.wrap(own.encode()));
        }
        getContext().getLog().info("Peer {} is linked at {}", peer, greeted.connection.remote());
        owner.tell(new Up(peer));
        return this;
    }

    /** A process that has the id of one that is linked and alive, or a connection that is not the latest. */
    private Optional<String> rivalOf(Greeted greeted) {
        if (dialer.isPresent() && !greeted.connection.isDialed()) {
            return Optional.of("peer " + own.from() + " has the higher id and dials peer " + peer + " itself");
        }
        if (greeting == null) {
            return Optional.empty();
        }
        if (greeted.hello.processId() != greeting.processId()) {
            return Optional.of("another process with the id " + peer + " is linked to peer " + own.from()
                    + ": end one of the two");
        }
        return greeted.hello.incarnation() > greeting.incarnation()
                ? Optional.empty()
                : Optional.of("an old connection of peer " + peer);
    }

    private void refuse(LinkHandler refused, String reason) {
        onTroubled(new Troubled(refused, "refused: " + reason));
        refused.refuse(reason);
    }

    private Behavior<Command> onTroubled(Troubled troubled) {
        complaints.heard(troubled.trouble).ifPresent(cause -> {
            getContext().getLog().warn("Peer {} at {}: {}", peer, troubled.connection.remote(), troubled.trouble);
            speakAgainLater(cause);
        });
        return this;
    }

    private Behavior<Command> onQuietOver(QuietOver over) {
        int more = complaints.over(over.trouble);
        if (more > 0) {
            getContext().getLog().warn("Peer {}, {} more times in the last minute: {}", peer, more, over.trouble);
            speakAgainLater(over.trouble);
        }
        return this;
    }

    private void speakAgainLater(String cause) {
        timers.startSingleTimer(cause, new QuietOver(cause), Duration.ofMillis(Complaints.QUIET_MILLIS));
    }

    private Behavior<Command> onClosed(Closed closed) {
        if (closed.connection == connection) {
            lose(closed.connection, "the connection closed");
        }
        return this;
    }

    private Behavior<Command> onAlive() {
        LinkHandler to = connection;
        if (to == null) {
            return this;
        }
        ticksSinceHeard++;
        ticksSinceSent++;
        if (ticksSinceHeard * settings.heartbeat().toMillis()
                > settings.silence().toMillis()) {
            lose(to, "nothing was heard for " + settings.silence());
        } else if (ticksSinceSent > 1 && to.isWritable()) {
            write(to, LinkFrame.PING, ByteBuffer.allocate(0));
        }
        return this;
    }

    private Behavior<Command> onJoin(Join join) {
        own = own.inEnsemble(join.ensembleId);
        dialer.ifPresent(it -> it.tell(new DialActor.Join(join.ensembleId)));
        return this;
    }

    private Behavior<Command> onStop() {
        if (connection != null) {
            connection.close();
        }
        return this;
    }

    private void lose(LinkHandler lost, String reason) {
        lost.close();
        connection = null;
        greeting = null;
        outgoing.clear();
        getContext().getLog().info("The link to peer {} is down: {}", peer, reason);
        owner.tell(new Down(peer));
    }
}
