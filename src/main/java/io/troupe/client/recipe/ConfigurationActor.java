package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ClientClosed;
import io.troupe.client.ClientException;
import io.troupe.client.ClientMessage;
import io.troupe.client.Operation;
import io.troupe.client.OperationFailed;
import io.troupe.client.ReadOptions;
import io.troupe.client.WatchTarget;
import io.troupe.model.ErrorCode;
import io.troupe.model.Stat;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Reads one znode, and again whenever its watch fires or ends: a lost session ends it, and the read waits for the next.
 */
final class ConfigurationActor extends AbstractBehavior<ConfigurationActor.Command> {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long NOTHING_TOLD = -1;
    private static final long ABSENT = 0;

    sealed interface Command {}

    record Read(ClientMessage.Performed<Operation.ZnodeData> performed) implements Command {}

    record Looked(ClientMessage.Performed<Optional<Stat>> performed) implements Command {}

    /** The znode changed, or may have. */
    enum Again implements Command {
        AGAIN
    }

    enum Close implements Command {
        CLOSE
    }

    /** What is told of a znode's bytes, without the type of the value. */
    private interface Teller {
        void value(byte[] data, Stat stat);

        void absent();

        void unreadable(String reason);
    }

    private final Client client;
    private final String path;
    private final Teller teller;
    private final TimerScheduler<Command> timers;
    private final ReadOptions watched;
    private boolean asking;
    private long toldZxid = NOTHING_TOLD;

    static <T> Behavior<Command> create(Client client, String path, Codec<T> codec, ConfigurationListener<T> listener) {
        Teller teller = teller(client, codec, listener);
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new ConfigurationActor(context, timers, client, path, teller)));
    }

    private ConfigurationActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, Client client, String path, Teller teller) {
        super(context);
        this.client = client;
        this.path = path;
        this.teller = teller;
        this.timers = timers;
        ActorRef<Command> self = context.getSelf();
        WatchTarget again = any -> self.tell(Again.AGAIN);
        this.watched = ReadOptions.LOCAL.watchedBy(again);
        onAgain();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Read.class, this::onRead)
                .onMessage(Looked.class, this::onLooked)
                .onMessageEquals(Again.AGAIN, this::onAgain)
                .onMessageEquals(Close.CLOSE, Behaviors::stopped)
                .build();
    }

    /** What is told while an answer is due, that answer knows already: events come before what reflects them. */
    private Behavior<Command> onAgain() {
        if (asking) {
            return this;
        }
        asking = true;
        client.actor()
                .tell(ClientMessage.Perform.of(
                        new Operation.Read(path, watched),
                        Read::new,
                        getContext().getSelf()));
        return this;
    }

    private Behavior<Command> onRead(Read read) {
        asking = false;
        Optional<Operation.ZnodeData> result = read.performed().result();
        if (result.isPresent()) {
            Stat stat = result.get().stat();
            byte[] data = result.get().data();
            if (stat.mzxid() != toldZxid) {
                toldZxid = stat.mzxid();
                teller.value(data == null ? new byte[0] : data, stat);
            }
            return this;
        }
        ClientException failure = read.performed().failure().orElseThrow();
        if (failure instanceof OperationFailed failed && failed.code() == ErrorCode.NO_NODE) {
            // A read sets no watch on what is not there; this does.
            asking = true;
            client.actor()
                    .tell(ClientMessage.Perform.of(
                            new Operation.Exists(path, watched),
                            Looked::new,
                            getContext().getSelf()));
            return this;
        }
        return failed(failure);
    }

    private Behavior<Command> onLooked(Looked looked) {
        asking = false;
        Optional<Optional<Stat>> result = looked.performed().result();
        if (result.isEmpty()) {
            return failed(looked.performed().failure().orElseThrow());
        }
        if (result.get().isPresent()) {
            return onAgain(); // it has come in between
        }
        if (toldZxid != ABSENT) {
            toldZxid = ABSENT;
            teller.absent();
        }
        return this;
    }

    private Behavior<Command> failed(ClientException failure) {
        if (failure instanceof ClientClosed) {
            return Behaviors.stopped();
        }
        if (failure instanceof OperationFailed) {
            teller.unreadable(String.valueOf(failure.getMessage()));
        }
        timers.startSingleTimer(Again.AGAIN, PAUSE);
        return this;
    }

    private static <T> Teller teller(Client client, Codec<T> codec, ConfigurationListener<T> listener) {
        return new Teller() {
            @Override
            public void value(byte[] data, Stat stat) {
                client.callbacks().execute(() -> {
                    T value;
                    try {
                        value = codec.decode(data);
                    } catch (Exception malformed) { // of whatever kind the codec throws
                        listener.unreadable("version " + stat.version() + " is no value: " + malformed.getMessage());
                        return;
                    }
                    listener.changed(Optional.of(new Snapshot<>(value, stat.version(), stat.mzxid())));
                });
            }

            @Override
            public void absent() {
                client.callbacks().execute(() -> listener.changed(Optional.empty()));
            }

            @Override
            public void unreadable(String reason) {
                client.callbacks().execute(() -> listener.unreadable(reason));
            }
        };
    }
}
