package io.troupe.client;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A session with an ensemble, of Troupe or of Apache ZooKeeper. One core, an actor, and three faces: stages (this
 * class), plain calls ({@link #blocking}) and messages ({@link #actor}).
 *
 * <p>It connects by itself, goes to another peer when its own is gone, and re-attaches its session there; watches and
 * authentications move with it. When the session is over, or may be by this process's own clock, it says so at once
 * ({@link ConnectionState#LOST}) and begins a new one. Reads are repeated over a lost connection, writes are not: they
 * fail with {@link OutcomeUnknown}.
 *
 * <p>Threads: any thread may call any method, and none is used for the protocol. Stages complete, and listeners are
 * called, one after the other in the order in which things happened, on {@link ClientSettings#callbacks}.
 */
public final class Client implements Znodes, AutoCloseable {
    private static final String OWN_SYSTEM = """
            pekko.actor.default-dispatcher.fork-join-executor {parallelism-min = 2, parallelism-max = 2}
            pekko.actor.default-blocking-io-dispatcher.thread-pool-executor.fixed-pool-size = 2
            pekko.jvm-shutdown-hooks = off
            pekko.jvm-exit-on-fatal-error = off
            pekko.log-dead-letters = off
            pekko.use-slf4j = off
            pekko.loglevel = OFF
            """;

    private final ClientSettings settings;
    private final ActorSystem<?> system;
    private final boolean ownsSystem;
    private final Environment environment;
    private final SessionView view = new SessionView(this::changed);
    private final CallbackLane lane;
    private final List<Consumer<StateChange>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Long> connected = new CompletableFuture<>();
    private final CompletableFuture<Done> closed = new CompletableFuture<>();
    private final Performer performer;
    private final ActorRef<ConnectionActor.Command> connection;

    private Client(ClientSettings settings, ActorSystem<?> system, boolean ownsSystem, Environment environment) {
        this.settings = settings;
        this.system = system;
        this.ownsSystem = ownsSystem;
        this.environment = environment;
        Executor pool = system.dispatchers().lookup(DispatcherSelector.defaultDispatcher());
        this.lane = new CallbackLane(settings.callbacks().orElse(pool));
        Performer.Maker maker = submit -> new Performer(
                submit, settings, environment, () -> view.standing().sessionId());
        this.connection = system.systemActorOf(
                ConnectionActor.create(settings, environment, view, maker),
                "troupe-client-" + environment.uniqueName(),
                Props.empty());
        this.performer = maker.make(this::submit);
    }

    /** In an actor system of its own, which ends with it. */
    public static Client open(ClientSettings settings) {
        ActorSystem<Void> own = ActorSystem.create(
                Behaviors.empty(),
                "troupe-client",
                ConfigFactory.parseString(OWN_SYSTEM).withFallback(ConfigFactory.load()));
        return new Client(settings, own, true, new Environment());
    }

    /** As actors of {@code system}, which may have as many clients as it likes and shares their threads. */
    public static Client open(ClientSettings settings, ActorSystem<?> system) {
        return open(settings, system, new Environment());
    }

    /** The same by another clock: for tests. */
    public static Client open(ClientSettings settings, ActorSystem<?> system, Environment environment) {
        return new Client(settings, system, false, environment);
    }

    @Override
    public <R> CompletionStage<R> perform(Operation<R> operation) {
        CompletableFuture<R> stage = new CompletableFuture<>();
        performer
                .perform(operation)
                .whenComplete((result, failure) -> lane.execute(() -> {
                    if (failure == null) {
                        stage.complete(result);
                    } else {
                        stage.completeExceptionally(Performer.cause(failure));
                    }
                }));
        return stage;
    }

    /** The same client for a thread that may wait. */
    public BlockingZnodes blocking() {
        return this::performAndWait;
    }

    private <R> R performAndWait(Operation<R> operation) throws InterruptedException {
        try {
            return performer.perform(operation).get();
        } catch (ExecutionException failure) {
            throw Performer.known(operation, failure.getCause()).orElseThrow();
        }
    }

    /** The same client for actors. */
    public ActorRef<ClientMessage> actor() {
        return connection.narrow();
    }

    /** {@code listener} is called with every change from now on. @return what ends that */
    public Runnable onStateChange(Consumer<StateChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public ConnectionState state() {
        return view.standing().state();
    }

    /** Of the present session; 0 where there is none. */
    public long sessionId() {
        return view.standing().sessionId();
    }

    /**
     * Whether the session {@code id} is certainly alive now, by this process's clock: true says that no server has let
     * it expire. Right even at a moment when the client's own thread has not run yet.
     */
    public boolean sessionLives(long id) {
        SessionView.Standing now = view.standing();
        return now.sessionId() == id && id != 0 && environment.monotonicMillis() < now.leaseEndMillis();
    }

    /** Completes with the session's number once there is a first one, fails once the client is closed before. */
    public CompletionStage<Long> connected() {
        CompletableFuture<Long> stage = new CompletableFuture<>();
        connected.whenComplete((id, failure) -> lane.execute(() -> {
            if (failure == null) {
                stage.complete(id);
            } else {
                stage.completeExceptionally(failure);
            }
        }));
        return stage;
    }

    /** Waits until there is a session. @return false where there is none within {@code patience} */
    public boolean awaitConnected(Duration patience) throws InterruptedException {
        try {
            connected.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException closedBefore) {
            return false;
        }
    }

    public ClientSettings settings() {
        return settings;
    }

    /** Where this client's actors live; recipes spawn theirs there. */
    public ActorSystem<?> system() {
        return system;
    }

    /** Where this client calls back, in order; recipes do so, too. */
    public Executor callbacks() {
        return lane;
    }

    public Environment environment() {
        return environment;
    }

    /**
     * Ends the session: its ephemerals go at once if a server can be told, else when it expires. What is outstanding
     * fails. Returns when all of it has ended, at most after the attempt time-out; not to be called from a callback.
     */
    @Override
    public void close() {
        boolean interrupted = false;
        closeAsync();
        try {
            closed.get(settings.attemptTimeout().toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the client did not close", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same without waiting; the stage completes when all of it has ended. */
    public CompletionStage<Done> closeAsync() {
        connection.tell(new ConnectionActor.Step(new Input.Close("the client was closed")));
        return closed;
    }

    private void submit(Call call) {
        connection.tell(new ConnectionActor.Step(new Input.Submit(call)));
        // An actor that has ended answers nothing; it says so here before it ends. To be answered twice does no harm.
        if (view.standing().state() == ConnectionState.CLOSED) {
            Call.Question asked = call.question();
            call.completion().done(null, new ClientClosed(asked.operation(), asked.path(), "the client is closed"));
        }
    }

    private void changed(StateChange change) {
        if (change.state() == ConnectionState.CONNECTED) {
            connected.complete(change.sessionId());
        }
        lane.execute(() -> listeners.forEach(listener -> listener.accept(change)));
        if (change.state() == ConnectionState.CLOSED) {
            connected.completeExceptionally(new ClientClosed("connect", "", change.reason()));
            lane.execute(this::end);
        }
    }

    private void end() {
        if (!ownsSystem) {
            closed.complete(Done.DONE);
            return;
        }
        system.terminate();
        system.getWhenTerminated().whenCompleteAsync((ended, failure) -> closed.complete(Done.DONE), Runnable::run);
    }
}
