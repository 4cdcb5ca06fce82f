package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ClientException;
import io.troupe.client.ClientMessage;
import io.troupe.client.ConnectionState;
import io.troupe.client.CreateOptions;
import io.troupe.client.DeleteOptions;
import io.troupe.client.Done;
import io.troupe.client.Operation;
import io.troupe.client.OperationFailed;
import io.troupe.client.OutcomeUnknown;
import io.troupe.client.ReadOptions;
import io.troupe.client.StateChange;
import io.troupe.model.ErrorCode;
import io.troupe.model.Stat;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps one ephemeral znode of a fixed name there, in one session after another. Whoever has the name first keeps it.
 */
final class PlaceActor extends AbstractBehavior<PlaceActor.Command> {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final CreateOptions PLACE =
            CreateOptions.EPHEMERAL.with(CreateOptions.Parents.CONTAINERS).enduring();

    sealed interface Command {}

    record State(StateChange change) implements Command {}

    record Created(ClientMessage.Performed<Operation.CreatedZnode> performed) implements Command {}

    record Looked(ClientMessage.Performed<Optional<Stat>> performed) implements Command {}

    record Written(ClientMessage.Performed<Stat> performed) implements Command {}

    record Deleted(ClientMessage.Performed<Done> performed) implements Command {}

    /** The znode changed, or what was asked of it has to be asked again. */
    enum Look implements Command {
        LOOK
    }

    record Update(byte[] payload) implements Command {}

    enum Close implements Command {
        CLOSE
    }

    private final Client client;
    private final String path;
    private final TimerScheduler<Command> timers;
    private final ActorRef<StateChange> states;
    private byte[] payload;
    private boolean stale;
    private long sessionId;
    private boolean looking;
    private boolean leaving;

    static Behavior<Command> create(Client client, String path, byte[] payload) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new PlaceActor(context, timers, client, path, payload)));
    }

    private PlaceActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, Client client, String path, byte[] payload) {
        super(context);
        this.client = client;
        this.path = path;
        this.payload = payload;
        this.timers = timers;
        this.states = context.messageAdapter(StateChange.class, State::new);
        client.actor().tell(new ClientMessage.Listen(states));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(State.class, this::onState)
                .onMessage(Created.class, this::onCreated)
                .onMessage(Looked.class, this::onLooked)
                .onMessage(Written.class, this::onWritten)
                .onMessage(Deleted.class, this::onDeleted)
                .onMessageEquals(Look.LOOK, this::onLook)
                .onMessage(Update.class, this::onUpdate)
                .onMessageEquals(Close.CLOSE, this::onClose)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onState(State state) {
        ConnectionState now = state.change().state();
        if (now == ConnectionState.CLOSED || leaving && now == ConnectionState.LOST) {
            return Behaviors.stopped();
        }
        if (now.connected() && sessionId != state.change().sessionId()) {
            sessionId = state.change().sessionId();
            create();
        }
        return this;
    }

    private void create() {
        stale = false;
        ask(new Operation.Create(path, payload, PLACE), Created::new);
    }

    private Behavior<Command> onCreated(Created created) {
        Optional<ClientException> failure = created.performed().failure();
        if (failure.isEmpty()
                || isError(failure.get(), ErrorCode.NODE_EXISTS)
                || failure.get() instanceof OutcomeUnknown) {
            return onLook();
        }
        return later(failure.get());
    }

    private Behavior<Command> onLook() {
        if (looking) {
            return this;
        }
        looking = true;
        ActorRef<Command> self = getContext().getSelf();
        ReadOptions watched = ReadOptions.LOCAL.watchedBy(any -> self.tell(Look.LOOK));
        ask(new Operation.Exists(path, leaving ? ReadOptions.LINEARIZABLE : watched), Looked::new);
        return this;
    }

    private Behavior<Command> onLooked(Looked looked) {
        looking = false;
        Optional<Optional<Stat>> result = looked.performed().result();
        if (result.isEmpty()) {
            return later(looked.performed().failure().orElseThrow());
        }
        boolean own =
                result.get().filter(stat -> stat.ephemeralOwner() == sessionId).isPresent();
        if (leaving && !own) {
            return Behaviors.stopped();
        } else if (leaving) {
            ask(new Operation.Delete(path, DeleteOptions.PLAIN), Deleted::new);
        } else if (result.get().isEmpty()) {
            create();
        } else if (own && stale) {
            stale = false;
            ask(new Operation.Write(path, payload, -1), Written::new);
        }
        return this; // where someone else is there, the watch tells when it is gone
    }

    private Behavior<Command> onWritten(Written written) {
        stale |= written.performed().failure().isPresent();
        return written.performed().failure().isPresent()
                ? later(written.performed().failure().get())
                : this;
    }

    /** Only an answer that did not come leaves a doubt; then it looks again. */
    private Behavior<Command> onDeleted(Deleted deleted) {
        boolean doubt = deleted.performed()
                .failure()
                .filter(OutcomeUnknown.class::isInstance)
                .isPresent();
        return doubt ? onLook() : Behaviors.stopped();
    }

    private Behavior<Command> onUpdate(Update update) {
        payload = update.payload();
        stale = true;
        return sessionId == 0 ? this : onLook();
    }

    private Behavior<Command> onClose() {
        leaving = true;
        return sessionId == 0 ? Behaviors.stopped() : onLook();
    }

    private Behavior<Command> onStop() {
        client.actor().tell(new ClientMessage.Unlisten(states));
        return this;
    }

    private Behavior<Command> later(ClientException failure) {
        if (failure instanceof OperationFailed) {
            getContext().getLog().warn("A member cannot take its place: {}", failure.getMessage());
        }
        timers.startSingleTimer(Look.LOOK, PAUSE);
        return this;
    }

    private static boolean isError(ClientException failure, ErrorCode code) {
        return failure instanceof OperationFailed failed && failed.code() == code;
    }

    private <R> void ask(Operation<R> operation, Function<ClientMessage.Performed<R>, Command> words) {
        client.actor()
                .tell(ClientMessage.Perform.of(operation, words, getContext().getSelf()));
    }
}
