package io.troupe.peer;

import io.troupe.zab.Follower;
import io.troupe.zab.Input;
import io.troupe.zab.Message;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Hosts the follower's core for one incarnation of the role. */
public final class FollowerActor extends AbstractBehavior<RoleCommand> {
    private final CoreDispatcher core;

    static Behavior<RoleCommand> create(
            RoleStart start, int leader, PeerSettings settings, CoreDispatcher.Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(RoleCommand.Tick.TICK, settings.tick());
            return new FollowerActor(context, start, leader, settings, around);
        }));
    }

    private FollowerActor(
            ActorContext<RoleCommand> context,
            RoleStart start,
            int leader,
            PeerSettings settings,
            CoreDispatcher.Surroundings around) {
        super(context);
        Follower follower = new Follower(settings.zab(), leader, start.incarnation());
        this.core = CoreDispatcher.start(context, follower::step, false, start, settings.readDeadline(), around);
    }

    @Override
    public Receive<RoleCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(RoleCommand.Step.class, this::onStep)
                .onMessage(RoleCommand.Heard.class, this::onHeard)
                .onMessage(RoleCommand.Submit.class, this::onSubmit)
                .onMessage(RoleCommand.Sync.class, this::onSync)
                .onMessage(RoleCommand.Touched.class, this::onTouched)
                .onMessageEquals(RoleCommand.Tick.TICK, this::onTick)
                .build();
    }

    private Behavior<RoleCommand> onStep(RoleCommand.Step step) {
        step.inputs().forEach(core::step);
        return this;
    }

    private Behavior<RoleCommand> onHeard(RoleCommand.Heard heard) {
        for (Message message : heard.messages()) {
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
        core.step(new Input.Touched(touched.number(), touched.sessions()));
        return this;
    }

    private Behavior<RoleCommand> onTick() {
        core.step(new Input.Tick());
        return this;
    }
}
