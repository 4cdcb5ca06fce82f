package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ClientMessage;
import io.troupe.client.StateChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** One instance of a lock: session events, watch events, wishes and releases in one mailbox, in order. */
final class LockActor extends AbstractBehavior<LockActor.Command> {
    private static final String NAME = "lock-"; // Curator's
    /** Pekko's timers reach no further; who waits longer waits for ever. */
    private static final Duration LONGEST_TIMER = Duration.ofDays(200);

    sealed interface Command {}

    record Acquire(Duration patience, CompletableFuture<Optional<Held>> answer) implements Command {}

    record GiveUp(CompletableFuture<Optional<Held>> answer) implements Command {}

    record Release(Held held) implements Command {}

    record Happened(ContestInput input) implements Command {}

    enum Close implements Command {
        CLOSE
    }

    /** A holding: its znode, and the handles that are out. */
    private record Holding(ContestEffect.Won won, List<Held> handles) {}

    private final Client client;
    private final Reentrancy reentrancy;
    private final Contest contest;
    private final ContestDispatcher dispatcher;
    private final TimerScheduler<Command> timers;
    private final ActorRef<StateChange> states;
    private final List<CompletableFuture<Optional<Held>>> waiting = new ArrayList<>();
    private @Nullable Holding holding;
    private boolean closed;

    static Behavior<Command> create(
            Client client, String directory, Reentrancy reentrancy, LossPolicy policy, byte[] payload) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new LockActor(context, timers, client, directory, reentrancy, policy, payload)));
    }

    private LockActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Client client,
            String directory,
            Reentrancy reentrancy,
            LossPolicy policy,
            byte[] payload) {
        super(context);
        this.client = client;
        this.reentrancy = reentrancy;
        this.timers = timers;
        this.contest = new Contest(policy);
        ActorRef<Command> self = context.getSelf();
        this.dispatcher =
                new ContestDispatcher(client, directory, NAME, payload, input -> self.tell(new Happened(input)));
        this.states =
                context.messageAdapter(StateChange.class, change -> new Happened(new ContestInput.Session(change)));
        client.actor().tell(new ClientMessage.Listen(states));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Acquire.class, this::onAcquire)
                .onMessage(GiveUp.class, this::onGiveUp)
                .onMessage(Release.class, this::onRelease)
                .onMessage(Happened.class, this::onHappened)
                .onMessageEquals(Close.CLOSE, this::onClose)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onAcquire(Acquire acquire) {
        if (closed) {
            acquire.answer().completeExceptionally(new IllegalStateException("the lock is closed"));
        } else if (holding != null && reentrancy == Reentrancy.REENTRANT) {
            grant(holding, acquire.answer());
        } else {
            waiting.add(acquire.answer());
            if (acquire.patience().compareTo(LONGEST_TIMER) < 0) {
                timers.startSingleTimer(acquire.answer(), new GiveUp(acquire.answer()), acquire.patience());
            }
            step(ContestInput.Wish.ENTER);
        }
        return this;
    }

    private Behavior<Command> onGiveUp(GiveUp giveUp) {
        if (waiting.removeIf(answer -> answer == giveUp.answer())) {
            giveUp.answer().complete(Optional.empty());
            if (waiting.isEmpty() && holding == null) {
                step(ContestInput.Wish.LEAVE);
            }
        }
        return this;
    }

    private Behavior<Command> onRelease(Release release) {
        Holding now = holding;
        if (now == null || !now.handles().remove(release.held())) {
            return this; // it is lost or released already, and says so
        }
        if (!now.handles().isEmpty()) {
            release.held().markReleased();
            return this;
        }
        holding = null;
        leave(release.held());
        if (!waiting.isEmpty()) {
            step(ContestInput.Wish.ENTER);
        }
        return this;
    }

    private void leave(Held last) {
        for (ContestEffect effect : contest.step(ContestInput.Wish.LEAVE)) {
            if (!dispatcher.release(effect, last)) {
                perform(effect);
            }
        }
    }

    private Behavior<Command> onHappened(Happened happened) {
        step(happened.input());
        return happened.input() instanceof ContestInput.Session session && session.isLast() ? onClose() : this;
    }

    private Behavior<Command> onClose() {
        if (!closed) {
            closed = true;
            dispatcher.close();
            getContext().getSelf().tell(Close.CLOSE); // behind all that was asked before
            return this;
        }
        return Behaviors.stopped();
    }

    private Behavior<Command> onStop() {
        client.actor().tell(new ClientMessage.Unlisten(states));
        step(ContestInput.Wish.LEAVE);
        waiting.forEach(answer -> answer.completeExceptionally(new IllegalStateException("the lock is closed")));
        waiting.clear();
        if (holding != null) {
            holding.handles().forEach(Held::markReleased);
        }
        return this;
    }

    private void step(ContestInput input) {
        contest.step(input).forEach(this::perform);
    }

    private void perform(ContestEffect effect) {
        if (dispatcher.perform(effect)) {
            return;
        }
        if (effect instanceof ContestEffect.Won won) {
            won(won);
        } else if (effect instanceof ContestEffect.Lost lost) {
            lost(lost.reason());
        } else if (effect instanceof ContestEffect.Refused refused) {
            waiting.forEach(
                    answer -> answer.completeExceptionally(new IllegalStateException("no lock: " + refused.reason())));
            waiting.clear();
        }
    }

    private void won(ContestEffect.Won won) {
        Holding fresh = new Holding(won, new ArrayList<>());
        holding = fresh;
        for (Iterator<CompletableFuture<Optional<Held>>> answers = waiting.iterator(); answers.hasNext(); ) {
            CompletableFuture<Optional<Held>> answer = answers.next();
            if (reentrancy == Reentrancy.REENTRANT || fresh.handles().isEmpty()) {
                answers.remove();
                timers.cancel(answer);
                grant(fresh, answer);
            }
        }
    }

    private void grant(Holding to, CompletableFuture<Optional<Held>> answer) {
        ContestEffect.Won won = to.won();
        ActorRef<Command> self = getContext().getSelf();
        Held held =
                new Held(client, won.sessionId(), won.path(), won.token(), handle -> self.tell(new Release(handle)));
        to.handles().add(held);
        answer.complete(Optional.of(held));
    }

    private void lost(String reason) {
        Holding gone = holding;
        holding = null;
        if (gone != null) {
            gone.handles().forEach(held -> held.markLost(reason));
        }
        if (waiting.isEmpty()) {
            step(ContestInput.Wish.LEAVE);
        }
    }
}
