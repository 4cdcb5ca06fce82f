package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ClientMessage;
import io.troupe.client.StateChange;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** One contender for a leadership: session events, watch events and the ends of terms in one mailbox, in order. */
final class LeadershipActor extends AbstractBehavior<LeadershipActor.Command> {
    private static final String NAME = "latch-"; // Curator's

    sealed interface Command {}

    record Happened(ContestInput input) implements Command {}

    /** Nothing of that term goes on any more. */
    record TermEnded(Held leadership) implements Command {}

    /** The program gives the leadership up, and contends on. */
    record Resign(Held leadership) implements Command {}

    enum Close implements Command {
        CLOSE
    }

    private final Client client;
    private final Contest contest;
    private final ContestDispatcher dispatcher;
    private final Term term;
    private final ActorRef<StateChange> states;
    private boolean closed;
    private boolean toldToEnd;
    private @Nullable Held leading;
    /** A term that is over but has not come to its end here; until then no other begins. */
    private @Nullable Held ending;

    static Behavior<Command> create(Client client, String directory, byte[] payload, LossPolicy policy, Term term) {
        return Behaviors.setup(context -> new LeadershipActor(context, client, directory, payload, policy, term));
    }

    private LeadershipActor(
            ActorContext<Command> context,
            Client client,
            String directory,
            byte[] payload,
            LossPolicy policy,
            Term term) {
        super(context);
        this.client = client;
        this.term = term;
        this.contest = new Contest(policy);
        ActorRef<Command> self = context.getSelf();
        this.dispatcher =
                new ContestDispatcher(client, directory, NAME, payload, input -> self.tell(new Happened(input)));
        this.states =
                context.messageAdapter(StateChange.class, change -> new Happened(new ContestInput.Session(change)));
        client.actor().tell(new ClientMessage.Listen(states));
        step(ContestInput.Wish.ENTER);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Happened.class, this::onHappened)
                .onMessage(TermEnded.class, this::onTermEnded)
                .onMessage(Resign.class, this::onResign)
                .onMessageEquals(Close.CLOSE, this::onClose)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onHappened(Happened happened) {
        step(happened.input());
        return happened.input() instanceof ContestInput.Session session && session.isLast() ? onClose() : this;
    }

    /** A task that returns gives its leadership up; one that was told to end lets the next term begin. */
    private Behavior<Command> onTermEnded(TermEnded ended) {
        if (ended.leadership() == leading) {
            leave(ended.leadership());
        } else if (ended.leadership() == ending) {
            ending = null;
        } else {
            return this;
        }
        toldToEnd = false;
        if (closed) {
            return Behaviors.stopped();
        }
        step(ContestInput.Wish.ENTER);
        return this;
    }

    /** The leadership is kept until what goes on under it has ended: nobody leads beside it. */
    private Behavior<Command> onResign(Resign resign) {
        if (resign.leadership() == leading) {
            endTerm("it was given up", false);
        }
        return this;
    }

    /** Ends behind all that was told before: a place that was created meanwhile is given up like any other. */
    private Behavior<Command> onClose() {
        if (closed) {
            return leading == null ? Behaviors.stopped() : this;
        }
        closed = true;
        dispatcher.close();
        if (leading != null) {
            endTerm("it was closed", false);
        }
        getContext().getSelf().tell(Close.CLOSE);
        return this;
    }

    private Behavior<Command> onStop() {
        client.actor().tell(new ClientMessage.Unlisten(states));
        Held left = leading;
        if (left == null) {
            step(ContestInput.Wish.LEAVE);
        } else {
            leave(left);
        }
        return this;
    }

    private void endTerm(String reason, boolean lost) {
        if (!toldToEnd) {
            toldToEnd = true;
            term.end(reason, lost);
        }
    }

    private void leave(Held left) {
        leading = null;
        for (ContestEffect effect : contest.step(ContestInput.Wish.LEAVE)) {
            if (!dispatcher.release(effect, left)) {
                perform(effect);
            }
        }
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
            getContext().getLog().error("Cannot contend for a leadership: {}", refused.reason());
        }
    }

    private void won(ContestEffect.Won won) {
        ActorRef<Command> self = getContext().getSelf();
        Held held = new Held(client, won.sessionId(), won.path(), won.token(), handle -> self.tell(new Resign(handle)));
        leading = held;
        term.begin(held, () -> self.tell(new TermEnded(held)));
    }

    private void lost(String reason) {
        Held gone = leading;
        leading = null;
        if (gone != null) {
            ending = gone;
            gone.markLost(reason);
            endTerm(reason, true);
            step(ContestInput.Wish.LEAVE);
        }
    }
}
