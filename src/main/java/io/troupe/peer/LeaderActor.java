package io.troupe.peer;

import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.tree.PendingEntry;
import io.troupe.zab.Input;
import io.troupe.zab.Leader;
import io.troupe.zab.Message;
import io.troupe.zab.Submission;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Hosts the leader's core for one incarnation of the role, and the clock by which sessions expire. */
public final class LeaderActor extends AbstractBehavior<RoleCommand> {
    private final Leader leader;
    private final CoreDispatcher core;
    private final SessionClock sessions;

    /** @param freshEnsembleId random bits, used where this leader founds the ensemble */
    static Behavior<RoleCommand> create(
            RoleStart start, long freshEnsembleId, PeerSettings settings, CoreDispatcher.Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(RoleCommand.Tick.TICK, settings.tick());
            return new LeaderActor(context, start, freshEnsembleId, settings, around);
        }));
    }

    private LeaderActor(
            ActorContext<RoleCommand> context,
            RoleStart start,
            long freshEnsembleId,
            PeerSettings settings,
            CoreDispatcher.Surroundings around) {
        super(context);
        context.setLoggerName(LeaderActor.class);
        this.leader = new Leader(settings.zab(), freshEnsembleId);
        this.core = CoreDispatcher.start(context, leader::step, true, start, settings.readDeadline(), around);
        this.sessions = new SessionClock(settings.tickMillis(), core.now().monotonicMillis());
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
        step.inputs().forEach(core::step);
        return this;
    }

    private Behavior<RoleCommand> onHeard(RoleCommand.Heard heard) {
        for (Message message : heard.messages()) {
            if (message instanceof Message.Touched touched && touched.epoch() == core.epoch()) {
                touch(touched.sessions());
            }
            core.step(new Input.Received(heard.peer(), message));
        }
        return this;
    }

    private Behavior<RoleCommand> onSubmit(RoleCommand.Submit submit) {
        core.step(new Input.Submit(submit.submissions()));
        return this;
    }

    private Behavior<RoleCommand> onSync(RoleCommand.Sync sync) {
        core.step(new Input.Sync(sync.ticket()));
        return this;
    }

    private Behavior<RoleCommand> onTouched(RoleCommand.Touched touched) {
        touch(touched.sessions());
        core.step(new Input.Touched(touched.number(), touched.sessions()));
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
        core.step(new Input.Tick());
        core.report(leader.report(core.now()));
        expire(sessions.advance(core.now().monotonicMillis()));
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
        core.step(new Input.Submit(List.of(new Submission(entries.size(), Parcel.encode(entries)))));
    }
}
