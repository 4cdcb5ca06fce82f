package io.troupe.peer;

import io.troupe.zab.Follower;
import io.troupe.zab.Input;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Hosts the follower's core for one incarnation of the role. */
public final class FollowerActor extends AbstractBehavior<RoleCommand> {
    private final int leader;
    private final Follower core;
    private final EffectDispatcher effects;
    private final Supplier<Now> clock;

    static Behavior<RoleCommand> create(
            RoleStart start,
            int leader,
            PeerSettings settings,
            EffectDispatcher.Surroundings around,
            Supplier<Now> clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(RoleCommand.Tick.TICK, settings.tick());
            return new FollowerActor(context, start, leader, settings, around, clock);
        }));
    }

    private FollowerActor(
            ActorContext<RoleCommand> context,
            RoleStart start,
            int leader,
            PeerSettings settings,
            EffectDispatcher.Surroundings around,
            Supplier<Now> clock) {
        super(context);
        context.setLoggerName(FollowerActor.class);
        this.leader = leader;
        this.clock = clock;
        this.core = new Follower(settings.zab(), leader, start.incarnation());
        this.effects = new EffectDispatcher(context, start.incarnation(), false, settings.readDeadline(), around);
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
                .onMessageEquals(RoleCommand.Tick.TICK, this::onTick)
                .build();
    }

    private Behavior<RoleCommand> onStep(RoleCommand.Step step) {
        step.inputs().forEach(this::step);
        return this;
    }

    private Behavior<RoleCommand> onHeard(RoleCommand.Heard heard) {
        for (Message message : heard.messages()) {
            step(new Input.Received(heard.peer(), message));
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
        effects.send(leader, new Message.Touched(effects.epoch(), touched.sessions()));
        return this;
    }

    private Behavior<RoleCommand> onTick() {
        step(new Input.Tick());
        return this;
    }

    private void step(Input input) {
        effects.perform(core.step(input, clock.get()));
    }
}
