package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ClientMessage;
import io.troupe.client.ConnectionState;
import io.troupe.client.StateChange;
import io.troupe.model.HashRing;
import io.troupe.model.ZnodePath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** One member's share of the work: the ring says which items it wants, a contest for each whether it has them. */
final class PartitionerActor extends AbstractBehavior<PartitionerActor.Command> {
    private static final String NAME = "lock-";

    sealed interface Command {}

    record State(StateChange change) implements Command {}

    record Members(List<String> ids) implements Command {}

    record Happened(String item, ContestInput input) implements Command {}

    /** The program has stopped working on it, or its time for that is over. */
    record Stopped(Held held, boolean inTime) implements Command {}

    /** The program gives it back by itself; it may get it again. */
    record Release(Held held) implements Command {}

    enum Close implements Command {
        CLOSE
    }

    /** What one item is to this member. */
    private static final class Share {
        final String item;
        final Contest contest = new Contest(LossPolicy.SESSION);
        final ContestDispatcher dispatcher;
        boolean wanted;
        boolean revoking;

        @Nullable
        Held held;

        Share(String item, ContestDispatcher dispatcher) {
            this.item = item;
            this.dispatcher = dispatcher;
        }
    }

    private final Client client;
    private final String id;
    private final Duration handover;
    private final WorkListener listener;
    private final TimerScheduler<Command> timers;
    private final ActorRef<StateChange> states;
    private final Group group;
    private final Map<String, Share> shares = new HashMap<>();
    private boolean closed;

    static Behavior<Command> create(
            Client client, String directory, String id, Set<String> items, Duration handover, WorkListener listener) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new PartitionerActor(context, timers, client, directory, id, items, handover, listener)));
    }

    private PartitionerActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Client client,
            String directory,
            String id,
            Set<String> items,
            Duration handover,
            WorkListener listener) {
        super(context);
        this.client = client;
        this.id = id;
        this.handover = handover;
        this.listener = listener;
        this.timers = timers;
        ActorRef<Command> self = context.getSelf();
        byte[] payload = id.getBytes(StandardCharsets.UTF_8);
        for (String item : items) {
            String at = ZnodePath.child(ZnodePath.child(directory, "items"), item);
            shares.put(
                    item,
                    new Share(
                            item,
                            new ContestDispatcher(
                                    client, at, NAME, payload, input -> self.tell(new Happened(item, input)))));
        }
        this.states = context.messageAdapter(StateChange.class, State::new);
        client.actor().tell(new ClientMessage.Listen(states));
        this.group = Group.join(
                client,
                ZnodePath.child(directory, "members"),
                id,
                new byte[0],
                members -> self.tell(new Members(List.copyOf(members.keySet()))));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(State.class, this::onState)
                .onMessage(Members.class, this::onMembers)
                .onMessage(Happened.class, this::onHappened)
                .onMessage(Stopped.class, this::onStopped)
                .onMessage(Release.class, this::onRelease)
                .onMessageEquals(Close.CLOSE, this::onClose)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onState(State state) {
        shares.values().forEach(share -> step(share, new ContestInput.Session(state.change())));
        return state.change().state() == ConnectionState.CLOSED ? onClose() : this;
    }

    /** A member that does not see itself there has nothing to want: others share without it. */
    private Behavior<Command> onMembers(Members members) {
        boolean there = members.ids().contains(id);
        HashRing ring = there ? new HashRing(members.ids()) : new HashRing(List.of(id));
        for (Share share : shares.values()) {
            share.wanted = there && ring.memberFor(share.item).equals(id);
            settle(share);
        }
        return this;
    }

    private void settle(Share share) {
        Held held = share.held;
        if (share.revoking) {
            return; // when the program has stopped it is settled anew
        }
        if (share.wanted && held == null) {
            step(share, ContestInput.Wish.ENTER);
        } else if (!share.wanted && held == null) {
            step(share, ContestInput.Wish.LEAVE);
        } else if (!share.wanted && held != null) {
            revoke(share, held);
        }
    }

    private void revoke(Share share, Held held) {
        share.revoking = true;
        ActorRef<Command> self = getContext().getSelf();
        timers.startSingleTimer(held, new Stopped(held, false), handover);
        client.callbacks()
                .execute(() -> listener.revoked(share.item)
                        .whenComplete((stopped, failure) -> self.tell(new Stopped(held, true))));
    }

    private Behavior<Command> onStopped(Stopped stopped) {
        Share share = holding(stopped.held());
        if (share != null && share.revoking) {
            timers.cancel(stopped.held());
            if (!stopped.inTime()) {
                stopped.held().markLost("it was not handed over within " + handover.toMillis() + " ms");
            }
            giveBack(share, stopped.held());
        }
        return this;
    }

    private Behavior<Command> onRelease(Release release) {
        Share share = holding(release.held());
        if (share != null) {
            timers.cancel(release.held());
            giveBack(share, release.held());
        }
        return this;
    }

    private @Nullable Share holding(Held held) {
        return shares.values().stream()
                .filter(share -> share.held == held)
                .findFirst()
                .orElse(null);
    }

    private void giveBack(Share share, Held held) {
        share.held = null;
        share.revoking = false;
        leave(share, held);
        settle(share);
    }

    private static void leave(Share share, Held held) {
        for (ContestEffect effect : share.contest.step(ContestInput.Wish.LEAVE)) {
            if (!share.dispatcher.release(effect, held)) {
                share.dispatcher.perform(effect);
            }
        }
    }

    private Behavior<Command> onHappened(Happened happened) {
        Share share = shares.get(happened.item());
        if (share != null) {
            step(share, happened.input());
        }
        return this;
    }

    private void step(Share share, ContestInput input) {
        for (ContestEffect effect : share.contest.step(input)) {
            if (share.dispatcher.perform(effect)) {
                continue;
            }
            if (effect instanceof ContestEffect.Won won) {
                won(share, won);
            } else if (effect instanceof ContestEffect.Lost lost) {
                lost(share, lost.reason());
            } else if (effect instanceof ContestEffect.Refused refused) {
                getContext().getLog().error("Cannot take part in {}: {}", share.item, refused.reason());
            }
        }
    }

    private void won(Share share, ContestEffect.Won won) {
        ActorRef<Command> self = getContext().getSelf();
        Held held =
                new Held(client, won.sessionId(), won.path(), won.token(), handle -> self.tell(new Release(handle)));
        share.held = held;
        client.callbacks().execute(() -> listener.assigned(share.item, held));
        settle(share);
    }

    private void lost(Share share, String reason) {
        Held gone = share.held;
        share.held = null;
        share.revoking = false;
        if (gone != null) {
            timers.cancel(gone);
            gone.markLost(reason);
        }
    }

    /** Ends behind all that was told before: a place that was created meanwhile is given up like any other. */
    private Behavior<Command> onClose() {
        if (closed) {
            return Behaviors.stopped();
        }
        closed = true;
        shares.values().forEach(share -> share.dispatcher.close());
        getContext().getSelf().tell(Close.CLOSE);
        return this;
    }

    private Behavior<Command> onStop() {
        group.close();
        client.actor().tell(new ClientMessage.Unlisten(states));
        for (Share share : new ArrayList<>(shares.values())) {
            Held held = share.held;
            if (held != null) {
                leave(share, held);
            } else {
                step(share, ContestInput.Wish.LEAVE);
            }
        }
        return this;
    }
}
