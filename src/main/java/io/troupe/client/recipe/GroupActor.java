package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ClientClosed;
import io.troupe.client.ClientException;
import io.troupe.client.ClientMessage;
import io.troupe.client.Operation;
import io.troupe.client.OperationFailed;
import io.troupe.client.ReadOptions;
import io.troupe.model.ErrorCode;
import io.troupe.model.Stat;
import io.troupe.model.ZnodePath;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** One view of a group: lists the directory, reads each member, and again at each change. */
final class GroupActor extends AbstractBehavior<GroupActor.Command> {
    private static final Duration PAUSE = Duration.ofMillis(500);

    sealed interface Command {}

    record Listed(ClientMessage.Performed<Operation.ZnodeChildren> performed) implements Command {}

    record Looked(ClientMessage.Performed<Optional<Stat>> performed) implements Command {}

    record Read(String id, ClientMessage.Performed<Operation.ZnodeData> performed) implements Command {}

    /** The directory changed, or may have. */
    enum ListAgain implements Command {
        LIST_AGAIN
    }

    /** That member changed, or may have. */
    record ReadAgain(String id) implements Command {}

    enum Close implements Command {
        CLOSE
    }

    private final Client client;
    private final String directory;
    private final GroupListener listener;
    private final TimerScheduler<Command> timers;
    private final ActorRef<Command> self;
    private final Map<String, Member> members = new HashMap<>();
    /** What each member's znode was at when it was read last, so that what is the same is not told again. */
    private final Map<String, Long> readZxid = new HashMap<>();

    private final Set<String> unread = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private boolean listing;
    private boolean changed = true;

    static Behavior<Command> create(Client client, String directory, GroupListener listener) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new GroupActor(context, timers, client, directory, listener)));
    }

    private GroupActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Client client,
            String directory,
            GroupListener listener) {
        super(context);
        this.client = client;
        this.directory = directory;
        this.listener = listener;
        this.timers = timers;
        this.self = context.getSelf();
        onListAgain();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Listed.class, this::onListed)
                .onMessage(Looked.class, this::onLooked)
                .onMessage(Read.class, this::onRead)
                .onMessageEquals(ListAgain.LIST_AGAIN, this::onListAgain)
                .onMessage(ReadAgain.class, this::onReadAgain)
                .onMessageEquals(Close.CLOSE, Behaviors::stopped)
                .build();
    }

    /** What is told while an answer is due, that answer knows already: events come before what reflects them. */
    private Behavior<Command> onListAgain() {
        if (listing) {
            return this;
        }
        listing = true;
        ReadOptions watched = ReadOptions.LOCAL.watchedBy(any -> self.tell(ListAgain.LIST_AGAIN));
        client.actor().tell(ClientMessage.Perform.of(new Operation.Children(directory, watched), Listed::new, self));
        return this;
    }

    private Behavior<Command> onListed(Listed listed) {
        listing = false;
        Optional<Operation.ZnodeChildren> result = listed.performed().result();
        if (result.isPresent()) {
            show(result.get().names());
            return this;
        }
        ClientException failure = listed.performed().failure().orElseThrow();
        if (isMissing(failure)) {
            // A list sets no watch on a directory that is not there; this does.
            listing = true;
            ReadOptions watched = ReadOptions.LOCAL.watchedBy(any -> self.tell(ListAgain.LIST_AGAIN));
            client.actor().tell(ClientMessage.Perform.of(new Operation.Exists(directory, watched), Looked::new, self));
            return this;
        }
        return later(failure, ListAgain.LIST_AGAIN);
    }

    private Behavior<Command> onLooked(Looked looked) {
        listing = false;
        if (looked.performed().failure().isPresent()) {
            return later(looked.performed().failure().get(), ListAgain.LIST_AGAIN);
        }
        if (looked.performed().result().orElseThrow().isPresent()) {
            return onListAgain(); // it has come in between
        }
        show(List.of());
        return this;
    }

    private void show(List<String> names) {
        Set<String> present = new HashSet<>(names);
        changed |= members.keySet().retainAll(present);
        readZxid.keySet().retainAll(present);
        unread.retainAll(present);
        for (String name : names) {
            if (!members.containsKey(name) && unread.add(name)) {
                onReadAgain(new ReadAgain(name));
            }
        }
        tellIfWhole();
    }

    private Behavior<Command> onReadAgain(ReadAgain again) {
        String id = again.id();
        if (!asked.add(id)) {
            return this;
        }
        ReadOptions watched = ReadOptions.LOCAL.watchedBy(any -> self.tell(new ReadAgain(id)));
        Operation.Read read = new Operation.Read(ZnodePath.child(directory, id), watched);
        client.actor().tell(ClientMessage.Perform.of(read, done -> new Read(id, done), self));
        return this;
    }

    private Behavior<Command> onRead(Read read) {
        asked.remove(read.id());
        Optional<Operation.ZnodeData> result = read.performed().result();
        if (result.isPresent()) {
            put(read.id(), result.get());
        } else {
            ClientException failure = read.performed().failure().orElseThrow();
            if (!isMissing(failure)) {
                return later(failure, new ReadAgain(read.id()));
            }
            changed |= members.remove(read.id()) != null; // the list says so, too, soon
            readZxid.remove(read.id());
        }
        unread.remove(read.id());
        tellIfWhole();
        return this;
    }

    private void put(String id, Operation.ZnodeData data) {
        byte[] payload = data.data() == null ? new byte[0] : data.data();
        Long before = readZxid.put(id, data.stat().mzxid());
        members.put(id, new Member(id, payload, data.stat().czxid()));
        changed |= before == null || before != data.stat().mzxid();
    }

    /** Only a view in which every member has been read is told: no half of a change. */
    private void tellIfWhole() {
        if (changed && unread.isEmpty()) {
            changed = false;
            SortedMap<String, Member> view = new TreeMap<>(members);
            client.callbacks().execute(() -> listener.changed(view));
        }
    }

    private Behavior<Command> later(ClientException failure, Command again) {
        if (failure instanceof ClientClosed) {
            return Behaviors.stopped();
        }
        timers.startSingleTimer(again, again, PAUSE);
        return this;
    }

    private static boolean isMissing(ClientException failure) {
        return failure instanceof OperationFailed failed && failed.code() == ErrorCode.NO_NODE;
    }
}
