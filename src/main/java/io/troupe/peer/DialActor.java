package io.troupe.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
import org.jspecify.annotations.Nullable;

/**
 * Dials one peer for ever, on behalf of its link: resolves the name, connects, says hello, and when that connection has
 * come to its end, begins again after a pause. One attempt at a time, so a name that takes long to resolve holds one
 * thread of the resolver. What the other side says on a connection is the link's affair.
 */
final class DialActor extends AbstractBehavior<DialActor.Command> {
    sealed interface Command {}

    /** The ensemble that this peer belongs to from now on, for the next hello. */
    record Join(long ensembleId) implements Command {}

    private record Resolved(InetSocketAddress address) implements Command {}

    private record Unreached(String reason) implements Command {}

    private enum Turn implements Command {
        DIAL,
        CONNECTED,
        SETTLED,
        ENDED
    }

    /** How names are resolved; may block. */
    interface Names {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    /** Where to. */
    record Line(InetSocketAddress address, LinkSettings settings, Names names, Bootstrap bootstrap) {}

    private final TimerScheduler<Command> timers;
    private final Line line;
    private final Executor resolver;
    private final DialPause pause;
    private final ActorRef<LinkActor.Command> link;
    private Hello hello;
    private @Nullable Channel channel;
    private String lastFailure = "";

    static Behavior<Command> create(Hello first, Line line, ActorRef<LinkActor.Command> link) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new DialActor(context, timers, first, line, link)));
    }

    private DialActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Hello first,
            Line line,
            ActorRef<LinkActor.Command> link) {
        super(context);
        this.timers = timers;
        this.hello = first;
        this.line = line;
        this.pause = new DialPause(line.settings.redial());
        this.resolver = context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig("troupe.resolver"));
        this.link = link;
        onDial();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Turn.DIAL, this::onDial)
                .onMessage(Resolved.class, this::onResolved)
                .onMessage(Unreached.class, this::onUnreached)
                .onMessageEquals(Turn.CONNECTED, this::onConnected)
                .onMessageEquals(Turn.SETTLED, this::onSettled)
                .onMessageEquals(Turn.ENDED, this::onEnded)
                .onMessage(Join.class, this::onJoin)
                .onSignal(PostStop.class, signal -> onStop())
                .build();
    }

    private Behavior<Command> onDial() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(this::resolve, resolver),
                        (address, failure) -> failure == null
                                ? new Resolved(address)
                                : new Unreached("its name does not resolve: " + reasonOf(failure)));
        return this;
    }

    /** What the operating system says; a connection that was closed meanwhile says nothing but its name. */
    private static String reasonOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }

    private InetSocketAddress resolve() {
        try {
            return new InetSocketAddress(line.names.resolve(line.address.getHostString()), line.address.getPort());
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private Behavior<Command> onResolved(Resolved resolved) {
        hello = hello.next();
        ActorRef<Command> self = getContext().getSelf();
        ChannelFuture connecting = connect(resolved.address, hello);
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                self.tell(Turn.CONNECTED);
                connecting.channel().closeFuture().addListener(closed -> self.tell(Turn.ENDED));
            } else {
                self.tell(new Unreached(reasonOf(done.cause())));
            }
        });
        return this;
    }

    private ChannelFuture connect(InetSocketAddress to, Hello greeting) {
        Duration timeout = line.settings.connectTimeout();
        return line.bootstrap
                .clone()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel dialed) {
                        LinkHandler.dialed(dialed, timeout.multipliedBy(2), greeting, link);
                    }
                })
                .connect(to);
    }

    private Behavior<Command> onUnreached(Unreached unreached) {
        if (!unreached.reason.equals(lastFailure)) {
            getContext().getLog().info("Peer {} is not reached at {}: {}", hello.to(), where(), unreached.reason);
            lastFailure = unreached.reason;
        }
        dialAfter(pause.afterNoAnswer());
        return this;
    }

    private String where() {
        return line.address.getHostString() + ":" + line.address.getPort();
    }

    private Behavior<Command> onConnected() {
        lastFailure = "";
        timers.startSingleTimer(Turn.SETTLED, line.settings.silence());
        return this;
    }

    private Behavior<Command> onSettled() {
        pause.settled();
        return this;
    }

    private Behavior<Command> onEnded() {
        timers.cancel(Turn.SETTLED);
        dialAfter(pause.afterConnection());
        return this;
    }

    private void dialAfter(Duration duration) {
        channel = null;
        timers.startSingleTimer(Turn.DIAL, duration);
    }

    private Behavior<Command> onJoin(Join join) {
        hello = hello.inEnsemble(join.ensembleId);
        return this;
    }

    private Behavior<Command> onStop() {
        if (channel != null) {
            channel.close();
        }
        return this;
    }
}
