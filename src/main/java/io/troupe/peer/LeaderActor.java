package io.troupe.peer;

import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.tree.PendingEntry;
import io.troupe.zab.Input;
import io.troupe.zab.Leader;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import io.troupe.zab.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Hosts the leader's core for one incarnation of the role, and the clock by which sessions expire. */
public final class LeaderActor extends AbstractBehavior<RoleCommand> {
    private final Leader core;
    private final EffectDispatcher effects;
    private final Supplier<Now> clock;
    private final SessionClock sessions;

    /** @param freshEnsembleId random bits, used where this leader founds the ensemble */
    static Behavior<RoleCommand> create(
            RoleStart start,
            long freshEnsembleId,
            PeerSettings settings,
            EffectDispatcher.Surroundings around,
            Supplier<Now> clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(RoleCommand.Tick.TICK, settings.tick());
            return new LeaderActor(context, start, freshEnsembleId, settings, around, clock);
        }));
    }

    private LeaderActor(
            ActorContext<RoleCommand> context,
            RoleStart start,
            long freshEnsembleId,
            PeerSettings settings,
            EffectDispatcher.Surroundings around,
            Supplier<Now> clock) {
        super(context);
        context.setLoggerName(LeaderActor.class);
        this.clock = clock;
        this.core = new Leader(settings.zab(), freshEnsembleId);
        this.sessions = new SessionClock(settings.tickMillis(), clock.get().monotonicMillis());
        this.effects = new EffectDispatcher(context, start.incarnation(), true, settings.readDeadline(), around);
        step(new Input.Start(start.log()));
        start.linked().forEach(peer -> step(new Input.LinkUp(peer)));
    }

    @Override
    public Receive<RoleCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(RoleCommand.Step.class, this::onStep)
                .onMessage(RoleCommand.Heard.class, this::onHeard)
                .onMessage(RoleCommand.Submit.class, this::onSubmit)
                .onMessage(RoleCommand.Sync.class, this::onSync)
                .onMessage(RoleCommand.Touched.class, this::onTouched)
                .onMessage(RoleCommand.SessionsHeld.class, this::onSessionsHeld)
                .onMessage(RoleCommand.SessionOpened.class, this::onSessionOpened)
                .onMessage(RoleCommand.SessionGone.class, this::onSessionGone)
                .onMessageEquals(RoleCommand.Tick.TICK, this::onTick)
                .build();
    }

    private Behavior<RoleCommand> onStep(RoleCommand.Step step) {
        step.inputs().forEach(this::step);
        return this;
    }

    private Behavior<RoleCommand> onHeard(RoleCommand.Heard heard) {
        for (Message message : heard.messages()) {
            if (message instanceof Message.Touched touched) {
                touch(touched.sessions());
            } else {
                step(new Input.Received(heard.peer(), message));
            }
        }
        return this;
    }

    private Behavior<RoleCommand> onSubmit(RoleCommand.Submit submit) {
        step(new Input.Submit(submit.submissions()));
        return this;
    }

    private Behavior<RoleCommand> onSync(RoleCommand.Sync sync) {
        step(new Input.Sync(sync.ticket()));
        return this;
    }

    private Behavior<RoleCommand> onTouched(RoleCommand.Touched touched) {
        touch(touched.sessions());
        return this;
    }

    private Behavior<RoleCommand> onSessionsHeld(RoleCommand.SessionsHeld held) {
        held.sessions().forEach(this::onSessionOpened);
        return this;
    }

    private Behavior<RoleCommand> onSessionOpened(RoleCommand.SessionOpened opened) {
        sessions.opened(opened.session(), opened.attachment(), opened.timeoutMillis());
        return this;
    }

    private Behavior<RoleCommand> onSessionGone(RoleCommand.SessionGone gone) {
        sessions.gone(gone.session());
        return this;
    }

    private Behavior<RoleCommand> onTick() {
        step(new Input.Tick());
        effects.report(core.report(clock.get()));
        expire(sessions.advance(clock.get().monotonicMillis()));
        return this;
    }

    private void touch(long[] touched) {
        for (long session : touched) {
            sessions.touched(session);
        }
    }

    private void expire(List<SessionClock.Due> due) {
        if (due.isEmpty()) {
            return;
        }
        List<PendingEntry> entries = new ArrayList<>(due.size());
        for (SessionClock.Due session : due) {
            getContext()
                    .getLog()
                    .info(
                            "Session 0x{} has been silent for its timeout and expires",
                            Long.toHexString(session.session()));
            entries.add(new Entry.ExpireSession(session.session(), session.attachment()));
        }
        step(new Input.Submit(List.of(new Submission(entries.size(), Parcel.encode(entries)))));
    }

    private void step(Input input) {
        effects.perform(core.step(input, clock.get()));
    }
}
