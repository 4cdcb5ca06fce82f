package io.troupe.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.troupe.zab.Message;
import io.troupe.zab.MessageCodec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The one TCP connection to one other peer. The peer with the higher id dials, for ever; the other waits. A connection
 * counts once both have said hello. What is sent while there is none is dropped: ZAB asks again after each LinkUp.
 * Frames of an older connection are dropped by the identity of its channel. Runs on the peer loop, as its channel does.
 */
public final class LinkActor extends AbstractBehavior<LinkActor.Command> {
    public sealed interface Command {}

    /** Sends, in order with what was sent before; {@code urgent} messages overtake. */
    public record Send(Message message) implements Command {}

    /** The ensemble that this peer belongs to from now on, for the next hello. */
    public record Join(long ensembleId) implements Command {}

    /** A connection on which the other side has said hello. */
    record Greeted(Channel channel, Hello hello) implements Command {}

    record Arrived(Channel channel, List<byte[]> messages) implements Command {}

    record Writable(Channel channel) implements Command {}

    record Closed(Channel channel) implements Command {}

    private record Resolved(InetSocketAddress address, String failure) implements Command {}

    private record DialFailed(String reason) implements Command {}

    private enum Tick implements Command {
        DIAL,
        ALIVE
    }

    /** What a link tells its owner. */
    public sealed interface Event {}

    public record Up(int peer) implements Event {}

    public record Down(int peer) implements Event {}

    public record Received(int peer, List<Message> messages) implements Event {}

    private final int peer;
    private final InetSocketAddress address;
    private final LinkSettings settings;
    private final Bootstrap bootstrap;
    private final Executor resolver;
    private final ActorRef<? super Event> owner;
    private final OutgoingFrames outgoing = new OutgoingFrames();
    private Hello own;
    private String lastFailure = "";
    private Channel channel;
    private Hello greeting;
    private boolean flushDue;
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
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new LinkActor(context, timers, own, address, settings, bootstrap, owner)));
    }

    private LinkActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Hello own,
            InetSocketAddress address,
            LinkSettings settings,
            Bootstrap bootstrap,
            ActorRef<? super Event> owner) {
        super(context);
        this.peer = own.to();
        this.own = own;
        this.address = address;
        this.settings = settings;
        this.owner = owner;
        this.resolver = context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig("troupe.resolver"));
        ActorRef<Command> self = context.getSelf();
        this.bootstrap = bootstrap
                .clone()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel dialed) {
                        LinkHandler.install(dialed, hello -> self);
                        dialed.closeFuture().addListener(closed -> self.tell(new Closed(dialed)));
                    }
                });
        timers.startTimerWithFixedDelay(Tick.ALIVE, settings.heartbeat());
        if (dials()) {
            timers.startTimerWithFixedDelay(Tick.DIAL, Duration.ZERO, settings.redial());
        }
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Send.class, this::onSend)
                .onMessage(Join.class, this::onJoin)
                .onMessage(Greeted.class, this::onGreeted)
                .onMessage(Arrived.class, this::onArrived)
                .onMessage(Writable.class, this::onWritable)
                .onMessage(Closed.class, this::onClosed)
                .onMessage(Resolved.class, this::onResolved)
                .onMessage(DialFailed.class, this::onDialFailed)
                .onMessageEquals(Tick.DIAL, this::onDial)
                .onMessageEquals(Tick.ALIVE, this::onAlive)
                .onSignal(PostStop.class, signal -> onStop())
                .build();
    }

    private boolean dials() {
        return own.from() > peer;
    }

    private boolean isUp() {
        return greeting != null;
    }

    private Behavior<Command> onSend(Send send) {
        if (isUp()) {
            byte[] bytes = MessageCodec.encode(send.message);
            if (isUrgent(send.message) && bytes.length <= LinkFrame.PAYLOAD_BYTES_MAX) {
                outgoing.addUrgent(bytes);
            } else {
                outgoing.add(bytes);
            }
            write();
        }
        return this;
    }

    /** Signs of life do not queue behind data. */
    private static boolean isUrgent(Message message) {
        return message instanceof Message.Heartbeat || message instanceof Message.HeartbeatReply;
    }

    private Behavior<Command> onJoin(Join join) {
        own = own.inEnsemble(join.ensembleId);
        return this;
    }

    private Behavior<Command> onDial() {
        if (channel == null) {
            own = own.next();
            getContext()
                    .pipeToSelf(
                            CompletableFuture.supplyAsync(
                                    () -> new InetSocketAddress(address.getHostString(), address.getPort()), resolver),
                            (resolved, failure) -> new Resolved(resolved, failure == null ? "" : failure.toString()));
        }
        return this;
    }

    private Behavior<Command> onResolved(Resolved resolved) {
        if (channel != null) {
            return this;
        }
        if (resolved.address == null || resolved.address.isUnresolved()) {
            return onDialFailed(new DialFailed("the name " + address.getHostString() + " does not resolve"));
        }
        ActorRef<Command> self = getContext().getSelf();
        ChannelFuture dialing = bootstrap.connect(resolved.address);
        channel = dialing.channel();
        Hello hello = own;
        dialing.addListener(done -> {
            if (done.isSuccess()) {
                ByteBuffer payload = ByteBuffer.wrap(hello.encode());
                dialing.channel().writeAndFlush(LinkHandler.frame(dialing.channel(), LinkFrame.HELLO, payload));
            } else {
                self.tell(new DialFailed(done.cause().getMessage()));
            }
        });
        return this;
    }

    private Behavior<Command> onDialFailed(DialFailed failed) {
        if (!failed.reason.equals(lastFailure)) {
            getContext().getLog().info("Peer {} is not reached at {}: {}", peer, address, failed.reason);
            lastFailure = failed.reason;
        }
        return this;
    }

    private Behavior<Command> onGreeted(Greeted greeted) {
        Optional<String> refusal = greeted.hello.refusalBy(own).or(() -> rivalOf(greeted));
        if (refusal.isPresent()) {
            getContext().getLog().warn("Refusing {}: {}", greeted.channel.remoteAddress(), refusal.get());
            LinkHandler.refuse(greeted.channel, refusal.get());
            return this;
        }
        if (channel != null && channel != greeted.channel) {
            drop("a newer connection of the same process takes its place");
        }
        channel = greeted.channel;
        greeting = greeted.hello;
        ticksSinceHeard = 0;
        lastFailure = "";
        if (!dials()) {
            frame(LinkFrame.HELLO, ByteBuffer.wrap(own.encode()));
            flush();
        }
        getContext().getLog().info("Peer {} is linked at {}", peer, channel.remoteAddress());
        owner.tell(new Up(peer));
        return this;
    }

    /** Only the lower id meets this: a process that has the id of one that is linked and alive, or an old connection. */
    private Optional<String> rivalOf(Greeted greeted) {
        if (dials() && greeted.channel != channel) {
            return Optional.of("peer " + own.from() + " has the higher id and dials peer " + peer + " itself");
        }
        if (!isUp() || greeted.channel == channel) {
            return Optional.empty();
        }
        if (greeted.hello.processId() != greeting.processId()) {
            return Optional.of("another process with the id " + peer + " is linked: end one of the two");
        }
        return greeted.hello.incarnation() > greeting.incarnation()
                ? Optional.empty()
                : Optional.of("an old connection of peer " + peer);
    }

    private Behavior<Command> onArrived(Arrived arrived) {
        if (arrived.channel != channel || !isUp()) {
            return this;
        }
        ticksSinceHeard = 0;
        if (!arrived.messages.isEmpty()) {
            try {
                List<Message> messages = new ArrayList<>(arrived.messages.size());
                for (byte[] bytes : arrived.messages) {
                    messages.add(MessageCodec.decode(ByteBuffer.wrap(bytes)));
                }
                owner.tell(new Received(peer, messages));
            } catch (RuntimeException malformed) {
                drop("it sent what is no message: " + malformed.getMessage());
            }
        }
        return this;
    }

    private Behavior<Command> onWritable(Writable writable) {
        if (writable.channel == channel && isUp()) {
            write();
        }
        return this;
    }

    private Behavior<Command> onClosed(Closed closed) {
        if (closed.channel == channel) {
            drop("the connection closed");
        }
        return this;
    }

    private Behavior<Command> onAlive() {
        if (isUp()) {
            ticksSinceHeard++;
            ticksSinceSent++;
            if (ticksSinceHeard * settings.heartbeat().toMillis()
                    > settings.silence().toMillis()) {
                drop("nothing was heard for " + settings.silence());
            } else if (ticksSinceSent > 1) {
                frame(LinkFrame.PING, ByteBuffer.allocate(0));
                flush();
            }
        }
        return this;
    }

    private Behavior<Command> onStop() {
        if (channel != null) {
            channel.close();
        }
        return this;
    }

    private void drop(String reason) {
        boolean wasUp = isUp();
        channel.close();
        channel = null;
        greeting = null;
        outgoing.clear();
        if (wasUp) {
            getContext().getLog().info("The link to peer {} is down: {}", peer, reason);
            owner.tell(new Down(peer));
        }
    }

    private void write() {
        boolean wrote = false;
        while (!outgoing.isEmpty() && channel.isWritable()) {
            OutgoingFrames.Frame next = outgoing.next();
            frame(next.kind(), next.payload());
            wrote = true;
        }
        if (wrote) {
            flush();
        }
    }

    private void frame(byte kind, ByteBuffer payload) {
        channel.write(LinkHandler.frame(channel, kind, payload), channel.voidPromise());
        ticksSinceSent = 0;
    }

    /** One flush for all that this turn of the loop sends. */
    private void flush() {
        if (!flushDue) {
            flushDue = true;
            channel.eventLoop().execute(this::flushNow);
        }
    }

    private void flushNow() {
        flushDue = false;
        if (channel != null) {
            channel.flush();
        }
    }
}
