package io.troupe.peer;

import static java.util.Objects.requireNonNull;

import io.troupe.zab.Effect;
import io.troupe.zab.Input;
import io.troupe.zab.LeaderReport;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Hosts a role's core: tells it what happens, and does what it decides by telling those whom it concerns. */
final class CoreDispatcher {
    /** What stands around a role. */
    record Surroundings(
            ActorRef<PeerActor.Command> peer,
            Map<Integer, ActorRef<LinkActor.Command>> links,
            ActorRef<TransactionLogActor.Command> log,
            ActorRef<ReplicaActor.Command> replica,
            Supplier<Now> clock) {
        Surroundings {
            links = Map.copyOf(links);
        }

        /** Over the link that there is to every other voter. */
        void send(int peer, Message message) {
            requireNonNull(links.get(peer), "there is a link to each peer").tell(new LinkActor.Send(message));
        }
    }

    /** A core of ZAB, as far as it matters here. */
    interface Core {
        List<Effect> step(Input input, Now now);
    }

    private final ActorContext<RoleCommand> context;
    private final Core core;
    private final boolean leading;
    private final RoleStart start;
    private final Duration readDeadline;
    private final Surroundings around;
    private final ActorRef<TransactionLogActor.Appended> appended;
    private long epoch;

    private CoreDispatcher(
            ActorContext<RoleCommand> context,
            Core core,
            boolean leading,
            RoleStart start,
            Duration readDeadline,
            Surroundings around) {
        this.context = context;
        this.core = core;
        this.leading = leading;
        this.start = start;
        this.readDeadline = readDeadline;
        this.around = around;
        this.appended = context.messageAdapter(
                TransactionLogActor.Appended.class, answer -> new RoleCommand.Step(new Input.Durable(answer.ticket())));
    }

    /** The core has begun when this returns. */
    static CoreDispatcher start(
            ActorContext<RoleCommand> context,
            Core core,
            boolean leading,
            RoleStart start,
            Duration readDeadline,
            Surroundings around) {
        CoreDispatcher dispatcher = new CoreDispatcher(context, core, leading, start, readDeadline, around);
        dispatcher.step(new Input.Start(start.log()));
        start.linked().forEach(peer -> dispatcher.step(new Input.LinkUp(peer)));
        return dispatcher;
    }

    void step(Input input) {
        for (Effect effect : core.step(input, now())) {
            perform(effect);
        }
    }

    Now now() {
        return around.clock.get();
    }

    void send(int peer, Message message) {
        around.send(peer, message);
    }

    void report(LeaderReport report) {
        around.peer.tell(new PeerActor.Reported(start.incarnation(), report));
    }

    /** The epoch of the role once it is established, 0 before. */
    long epoch() {
        return epoch;
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            send(send.peer(), send.message());
        } else if (effect instanceof Effect.Persist persist) {
            persist(persist);
        } else if (effect instanceof Effect.Commit commit) {
            around.peer.tell(new PeerActor.CommitReached(start.incarnation(), commit.zxid()));
        } else if (effect instanceof Effect.ReadLog read) {
            read(read);
        } else if (effect instanceof Effect.Locate locate) {
            locate(locate);
        } else if (effect instanceof Effect.Active active) {
            activate(active);
        } else if (effect instanceof Effect.Synced synced) {
            around.replica.tell(new ReplicaActor.SyncAnswered(synced.ticket(), synced.zxid()));
        } else if (effect instanceof Effect.TouchesConfirmed confirmed) {
            around.replica.tell(new ReplicaActor.TouchesConfirmed(confirmed.number()));
        } else if (effect instanceof Effect.Retire retire) {
            around.peer.tell(new PeerActor.Retired(start.incarnation(), retire.reason()));
        } else {
            throw new IllegalStateException("a role cannot do " + effect);
        }
    }

    /** The feed hears of batches before the log does, so that no commit overtakes what it commits. */
    private void persist(Effect.Persist persist) {
        around.peer.tell(new PeerActor.Appending(start.incarnation(), persist.records()));
        around.log.tell(
                new TransactionLogActor.Append(start.incarnation(), persist.ticket(), persist.records(), appended));
    }

    private void activate(Effect.Active active) {
        epoch = active.epoch();
        around.peer.tell(new PeerActor.Activated(start.incarnation(), active.epoch(), leading));
        around.replica.tell(
                new ReplicaActor.RoleActive(start.incarnation(), context.getSelf(), active.serveFromZxid(), leading));
    }

    private void read(Effect.ReadLog read) {
        context.ask(
                TransactionLogActor.ReadDone.class,
                around.log,
                readDeadline,
                replyTo -> new TransactionLogActor.Read(read.afterZxid(), Long.MAX_VALUE, read.maxBytes(), replyTo),
                (done, failure) ->
                        answer(failure, () -> new Input.LogRead(read.peer(), read.afterZxid(), done.batches())));
    }

    private void locate(Effect.Locate locate) {
        context.ask(
                TransactionLogActor.Located.class,
                around.log,
                readDeadline,
                replyTo -> new TransactionLogActor.Locate(locate.zxid(), replyTo),
                (located, failure) ->
                        answer(failure, () -> new Input.Located(locate.peer(), locate.zxid(), located.floorZxid())));
    }

    /** A log that does not answer for so long is no log to lead or follow with. */
    private RoleCommand answer(Throwable failure, Supplier<Input> input) {
        if (failure == null) {
            return new RoleCommand.Step(input.get());
        }
        around.peer.tell(
                new PeerActor.Retired(start.incarnation(), "the log does not answer: " + failure.getMessage()));
        return new RoleCommand.Step(List.of());
    }
}
