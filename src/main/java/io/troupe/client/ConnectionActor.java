package io.troupe.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** One client's session with an ensemble, over one connection after another: socket, clock and messages. */
final class ConnectionActor extends AbstractBehavior<ConnectionActor.Command> {
    private static final String TICK = "tick";
    /** Pekko's timers reach no further than some months. */
    private static final long LONGEST_PAUSE_MILLIS = 3_600_000;

    sealed interface Command permits Step, Resolved, Connected, Flush, Tick, End, ClientMessage {}

    /** Something happened to the session. */
    record Step(Input input) implements Command {}

    /** The host's name was looked up. */
    record Resolved(Effect.Dial dial, InetAddress address) implements Command {}

    record Connected(int attempt, Channel channel) implements Command {}

    /** What was written meanwhile goes out in one piece. */
    enum Flush implements Command {
        FLUSH
    }

    enum Tick implements Command {
        TICK
    }

    /** The session is over and so is this actor: behind all that was asked of it before anyone could know. */
    enum End implements Command {
        END
    }

    private final ClientSettings settings;
    private final Environment environment;
    private final SessionView view;
    private final SessionCore core;
    private final TimerScheduler<Command> timers;
    private final Executor blocking;
    private final Performer performer;
    private final List<ActorRef<? super StateChange>> listeners = new ArrayList<>();
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private StateChange latest = new StateChange(ConnectionState.CONNECTING, 0, "no server has been reached yet");
    private @Nullable Channel channel;
    private @Nullable ChannelFuture dialing;
    private int attempt;
    private boolean ending;
    private long scheduledMillis = Long.MAX_VALUE;

    static Behavior<Command> create(
            ClientSettings settings, Environment environment, SessionView view, Performer.Maker performer) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ConnectionActor(context, timers, settings, environment, view, performer)));
    }

    private ConnectionActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ClientSettings settings,
            Environment environment,
            SessionView view,
            Performer.Maker performer) {
        super(context);
        ActorRef<Command> self = context.getSelf();
        this.performer = performer.make(call -> self.tell(new Step(new Input.Submit(call))));
        this.timers = timers;
        this.settings = settings;
        this.environment = environment;
        this.view = view;
        this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
        this.core = new SessionCore(
                settings.core(),
                new HostWalk(settings.connectString().hosts(), settings.clientKey()),
                new Backoff(50, 1_000, environment.randomLong()));
        step(Input.Begin.BEGIN);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Step.class, this::onStep)
                .onMessage(Resolved.class, this::onResolved)
                .onMessage(Connected.class, this::onConnected)
                .onMessageEquals(Flush.FLUSH, this::onFlush)
                .onMessageEquals(Tick.TICK, this::onTick)
                .onMessageEquals(End.END, Behaviors::stopped)
                .onMessage(ClientMessage.Perform.class, this::onPerform)
                .onMessage(ClientMessage.Listen.class, this::onListen)
                .onMessage(ClientMessage.Unlisten.class, this::onUnlisten)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onStep(Step step) {
        return step(step.input());
    }

    private Behavior<Command> onTick() {
        scheduledMillis = Long.MAX_VALUE;
        return step(Input.Tick.TICK);
    }

    private Behavior<Command> onResolved(Resolved resolved) {
        Effect.Dial dial = resolved.dial();
        if (dial.attempt() == attempt) {
            WireHandler handler = new WireHandler(
                    attempt,
                    settings.replyBytesMax(),
                    input -> getContext().getSelf().tell(new Step(input)));
            dialing = ClientLoops.of(getContext().getSystem())
                    .dial(
                            new InetSocketAddress(
                                    resolved.address(), dial.host().port()),
                            dial.patienceMillis(),
                            handler);
            ActorRef<Command> self = getContext().getSelf();
            dialing.addListener(done -> self.tell(
                    done.isSuccess()
                            ? new Connected(dial.attempt(), ((ChannelFuture) done).channel())
                            : new Step(new Input.Broken(
                                    dial.attempt(),
                                    dial.host() + ": " + done.cause().getMessage()))));
        }
        return this;
    }

    private Behavior<Command> onConnected(Connected connected) {
        if (connected.attempt() != attempt) {
            connected.channel().close();
            return this;
        }
        channel = connected.channel();
        return step(new Input.Opened(connected.attempt()));
    }

    private Behavior<Command> onFlush() {
        if (channel != null && unsent.size() > 0) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(unsent.toByteArray()));
        }
        unsent.reset();
        return this;
    }

    private Behavior<Command> onPerform(ClientMessage.Perform<?> perform) {
        perform(perform);
        return this;
    }

    private <R> void perform(ClientMessage.Perform<R> perform) {
        performer
                .perform(perform.operation())
                .whenComplete((result, failure) -> perform.replyTo()
                        .accept(new ClientMessage.Performed<>(
                                perform.operation(),
                                Optional.ofNullable(result),
                                Performer.known(perform.operation(), failure))));
    }

    private Behavior<Command> onListen(ClientMessage.Listen listen) {
        listeners.add(listen.listener());
        listen.listener().tell(latest);
        return this;
    }

    private Behavior<Command> onUnlisten(ClientMessage.Unlisten unlisten) {
        listeners.remove(unlisten.listener());
        return this;
    }

    /** Whoever stops the actor system stops the client with it: nobody is left waiting. */
    private Behavior<Command> onStop() {
        if (!core.closed()) {
            step(new Input.Close("the actor system stopped"));
            step(new Input.Broken(attempt, "the actor system stopped"));
        }
        hangUp();
        return this;
    }

    private Behavior<Command> step(Input input) {
        core.step(input, environment.monotonicMillis()).forEach(this::perform);
        view.update(core.state(), core.sessionId(), core.leaseEndMillis());
        if (core.closed() && !ending) {
            ending = true;
            getContext().getSelf().tell(End.END);
        }
        schedule();
        return this;
    }

    private void schedule() {
        long wake = core.wakeMillis();
        if (wake < scheduledMillis) {
            scheduledMillis = wake;
            long pause = Math.max(1, Math.min(wake - environment.monotonicMillis(), LONGEST_PAUSE_MILLIS));
            timers.startSingleTimer(TICK, Tick.TICK, Duration.ofMillis(pause));
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            send(send);
        } else if (effect instanceof Effect.Answered answered) {
            answered.call().completion().done(answered.reply(), null);
        } else if (effect instanceof Effect.Failed failed) {
            failed.call().completion().done(null, failed.failure());
        } else if (effect instanceof Effect.Told told) {
            told.target().told(told.watched());
        } else if (effect instanceof Effect.Changed changed) {
            changed(changed.change());
        } else if (effect instanceof Effect.Dial dial) {
            dial(dial);
        } else {
            hangUp();
        }
    }

    private void send(Effect.Send send) {
        if (send.attempt() == attempt) {
            if (unsent.size() == 0) {
                getContext().getSelf().tell(Flush.FLUSH);
            }
            unsent.writeBytes(send.bytes());
        }
    }

    private void changed(StateChange change) {
        latest = change;
        view.update(core.state(), core.sessionId(), core.leaseEndMillis());
        List.copyOf(listeners).forEach(listener -> listener.tell(change));
        view.changed(change);
    }

    /** Names are looked up where waiting harms nobody, and anew each time: peers move. */
    private void dial(Effect.Dial dial) {
        hangUp();
        attempt = dial.attempt();
        ActorRef<Command> self = getContext().getSelf();
        blocking.execute(() -> {
            try {
                InetAddress[] all = InetAddress.getAllByName(dial.host().name());
                self.tell(new Resolved(dial, all[dial.attempt() % all.length]));
            } catch (UnknownHostException unknown) {
                self.tell(new Step(new Input.Broken(dial.attempt(), dial.host() + ": this name is not known")));
            }
        });
    }

    private void hangUp() {
        onFlush();
        if (channel != null) {
            channel.close();
        } else if (dialing != null) {
            dialing.cancel(false);
            dialing.channel().close();
        }
        channel = null;
        dialing = null;
        unsent.reset();
    }
}
