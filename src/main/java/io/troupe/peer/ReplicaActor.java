package io.troupe.peer;

import io.troupe.model.Request;
import io.troupe.peer.ReplicaEffect.Tell;
import io.troupe.peer.ReplicaEffect.ToRole;
import io.troupe.tree.ClientEvent;
import io.troupe.tree.Grown;
import io.troupe.zab.Batch;
import io.troupe.zab.Now;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A peer's copy of the tree: carries messages between a {@link Replica}, its subtrees, the clients and the role. It
 * outlives every role. A violated invariant or a lost subtree stops it, and with it the peer.
 */
public final class ReplicaActor extends AbstractBehavior<ReplicaActor.Command> {

    public sealed interface Command
            permits FromSession,
                    FromRole,
                    FromSnapshots,
                    ReportFacts,
                    ReportSessions,
                    Look,
                    Internal,
                    SubtreeActor.Answered {}

    /** What the connections of this peer tell it. */
    public sealed interface FromSession extends Command {}

    /**
     * A connection asks to become the attachment of a session. {@code attachment} is 64 random bits, never 0, which the
     * connection goes by from here on; {@code timeoutMillis} is clamped already; a {@code sessionId} of 0 asks for a
     * new session, which is then {@code freshSessionId}.
     */
    public record Connect(
            long attachment,
            long lastZxidSeen,
            int timeoutMillis,
            long sessionId,
            byte[] secret,
            long freshSessionId,
            byte[] freshSecret,
            ActorRef<? super ClientEvent> client)
            implements FromSession {}

    /** What one read of the socket brought, in order. */
    public record Requests(long attachment, List<Op> ops) implements FromSession {
        public Requests {
            ops = List.copyOf(ops);
        }
    }

    /** The client was heard of without asking for anything. */
    public record Touch(long attachment) implements FromSession {}

    /** The connection is gone. Its writes stand, its watches and reads do not. */
    public record Disconnect(long attachment) implements FromSession {}

    /** What the peer and its role tell it. */
    public sealed interface FromRole extends Command {}

    /** A role is established. {@code incarnation} tells it from others of this peer. */
    public record RoleActive(long incarnation, ActorRef<? super RoleCommand> role, long serveFromZxid, boolean leading)
            implements FromRole {}

    public record RoleEnded(long incarnation) implements FromRole {}

    /**
     * Committed and durable here; each batch follows the one before it. {@code feed} hears how far they are applied.
     */
    public record Committed(List<Batch> batches, ActorRef<? super Applied> feed) implements FromRole {
        public Committed {
            batches = List.copyOf(batches);
        }
    }

    /** What was sequenced when the sync arrived ends with {@code zxid}. */
    public record SyncAnswered(long ticket, long zxid) implements FromRole {}

    /** The leader has all touches up to this number, and has heard a quorum since. */
    record TouchesConfirmed(long number) implements FromRole {}

    /** What is asked for the sake of snapshots. */
    sealed interface FromSnapshots extends Command {}

    /** Goes on with {@code grown} in place of what there is. Nobody is connected yet. */
    record Restore(Grown grown) implements FromSnapshots {}

    /** Answered by {@link SnapshotActor.CutOpened} when there can be a cut. */
    record OpenCut(ActorRef<? super SnapshotActor.CutOpened> replyTo) implements FromSnapshots {}

    /** Part 0 is what is in no subtree; the others follow. Answered by {@link SnapshotActor.CutRead}. */
    record ReadCut(int part, int chunkBytes, ActorRef<? super SnapshotActor.CutRead> replyTo)
            implements FromSnapshots {}

    enum CloseCut implements FromSnapshots {
        CLOSE_CUT
    }

    public record ReportFacts(ActorRef<? super Facts> replyTo) implements Command {}

    /** Answered by {@link SessionsHeld}: those after {@code afterId}, at most {@code max} of them, by id. */
    public record ReportSessions(long afterId, int max, ActorRef<? super SessionsHeld> replyTo) implements Command {}

    /** {@code count} is of all that there are. */
    public record SessionsHeld(List<SessionFacts> sessions, int count) {
        public SessionsHeld {
            sessions = List.copyOf(sessions);
        }
    }

    /** A session as the table of sessions has it. */
    public record SessionFacts(long id, long attachment, int timeoutMillis) {}

    /**
     * One read by somebody who is no client: it needs no session, makes no entry, and sees what anybody may see.
     * {@code looker} is 64 random bits; {@code replyTo} hears one {@link ClientEvent.Answers}.
     */
    public record Look(long looker, Request.Read read, ActorRef<? super ClientEvent> replyTo) implements Command {}

    /** Everything up to {@code zxid} is applied. */
    public record Applied(long zxid) {}

    private sealed interface Internal extends Command {}

    /** Comes behind everything that was in the mailbox when something happened, so that all of it shares a round. */
    private enum Turn implements Internal {
        TURN
    }

    private enum Beat implements Internal {
        BEAT
    }

    private enum CollectTime implements Internal {
        COLLECT_TIME
    }

    /** The subtrees are on the dispatcher of the replica: right for a machine of few cores. */
    public static Behavior<Command> create(ReplicaSettings settings, Supplier<Now> clock) {
        return create(settings, clock, DispatcherSelector.sameAsParent());
    }

    public static Behavior<Command> create(
            ReplicaSettings settings, Supplier<Now> clock, DispatcherSelector subtreeDispatcher) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new ReplicaActor(context, timers, settings, clock, subtreeDispatcher)));
    }

    private final ReplicaSettings settings;
    private final Supplier<Now> clock;
    private Replica replica;
    /** Whoever wants a cut. */
    private ActorRef<? super SnapshotActor.CutOpened> cutter;

    private final List<ActorRef<SubtreeActor.Command>> subtrees = new ArrayList<>();
    private final Map<Long, ActorRef<? super ClientEvent>> clients = new HashMap<>();
    private final Set<Long> looking = new HashSet<>();
    /** Nobody until there is a role, and then the latest. */
    private ActorRef<? super RoleCommand> role;

    private ActorRef<? super Applied> feed;
    private long appliedTold;
    private boolean turnIsDue;

    private ReplicaActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ReplicaSettings settings,
            Supplier<Now> clock,
            DispatcherSelector subtreeDispatcher) {
        super(context);
        this.settings = settings;
        this.clock = clock;
        role = context.getSystem().deadLetters();
        feed = context.getSystem().deadLetters();
        cutter = context.getSystem().deadLetters();
        replica = new Replica(settings);
        replica.beat(clock.get().monotonicMillis());
        for (int place = 0; place < settings.subtrees(); place++) {
            ActorRef<SubtreeActor.Command> subtree =
                    context.spawn(SubtreeActor.create(place, context.getSelf()), "subtree-" + place, subtreeDispatcher);
            context.watch(subtree);
            subtrees.add(subtree);
        }
        timers.startTimerWithFixedDelay(Beat.BEAT, Duration.ofMillis(settings.touchMillis()));
        timers.startTimerWithFixedDelay(CollectTime.COLLECT_TIME, Duration.ofMillis(settings.collectMillis()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Requests.class, this::onRequests)
                .onMessage(SubtreeActor.Worked.class, this::onWorked)
                .onMessage(Turn.class, this::onTurn)
                .onMessage(Committed.class, this::onCommitted)
                .onMessage(Touch.class, this::onTouch)
                .onMessage(SubtreeActor.Lent.class, this::onLent)
                .onMessage(TouchesConfirmed.class, this::onTouchesConfirmed)
                .onMessage(SyncAnswered.class, this::onSyncAnswered)
                .onMessage(Connect.class, this::onConnect)
                .onMessage(Disconnect.class, this::onDisconnect)
                .onMessage(Beat.class, this::onBeat)
                .onMessage(RoleActive.class, this::onRoleActive)
                .onMessage(RoleEnded.class, this::onRoleEnded)
                .onMessage(CollectTime.class, this::onCollectTime)
                .onMessage(ReadCut.class, this::onReadCut)
                .onMessage(OpenCut.class, this::onOpenCut)
                .onMessage(CloseCut.class, this::onCloseCut)
                .onMessage(Restore.class, this::onRestore)
                .onMessage(ReportFacts.class, this::onReportFacts)
                .onMessage(ReportSessions.class, this::onReportSessions)
                .onMessage(Look.class, this::onLook)
                .build();
    }

    private Behavior<Command> onConnect(Connect connect) {
        clients.put(connect.attachment(), connect.client());
        replica.connect(new Newcomer(
                connect.attachment(),
                connect.lastZxidSeen(),
                connect.timeoutMillis(),
                connect.sessionId(),
                connect.secret(),
                connect.freshSessionId(),
                connect.freshSecret()));
        return turnSoon();
    }

    private Behavior<Command> onRequests(Requests requests) {
        replica.requests(requests.attachment(), requests.ops());
        return turnSoon();
    }

    private Behavior<Command> onTouch(Touch touch) {
        replica.touch(touch.attachment());
        return this;
    }

    private Behavior<Command> onDisconnect(Disconnect disconnect) {
        clients.remove(disconnect.attachment());
        replica.disconnect(disconnect.attachment());
        return turnSoon();
    }

    private Behavior<Command> onRoleActive(RoleActive active) {
        role = active.role();
        replica.roleActive(active.incarnation(), active.serveFromZxid(), active.leading());
        return turnSoon();
    }

    private Behavior<Command> onRoleEnded(RoleEnded ended) {
        replica.roleEnded(ended.incarnation());
        return this;
    }

    private Behavior<Command> onTouchesConfirmed(TouchesConfirmed confirmed) {
        replica.touchesConfirmed(confirmed.number());
        return this;
    }

    private Behavior<Command> onCommitted(Committed committed) {
        feed = committed.feed();
        replica.committed(committed.batches());
        return turnSoon();
    }

    private Behavior<Command> onSyncAnswered(SyncAnswered answered) {
        replica.syncAnswered(answered.ticket(), answered.zxid());
        return turnSoon();
    }

    private Behavior<Command> onWorked(SubtreeActor.Worked worked) {
        replica.worked(worked.place(), worked.result());
        return afterSubtree();
    }

    private Behavior<Command> onLent(SubtreeActor.Lent lent) {
        replica.lent(lent.place(), lent.subtree());
        return afterSubtree();
    }

    /** Clients hear at once what came of a round; the next one takes in what has arrived meanwhile. */
    private Behavior<Command> afterSubtree() {
        if (replica.isWorking()) {
            return this;
        }
        replica.takeEffects().forEach(this::perform);
        tellApplied();
        return turnSoon();
    }

    private Behavior<Command> onBeat(Beat beat) {
        replica.beat(clock.get().monotonicMillis());
        return turnSoon();
    }

    private Behavior<Command> onCollectTime(CollectTime time) {
        replica.collect(clock.get().wallMillis());
        return turnSoon();
    }

    private Behavior<Command> onReportFacts(ReportFacts report) {
        report.replyTo().tell(replica.facts());
        return this;
    }

    private Behavior<Command> onReportSessions(ReportSessions report) {
        report.replyTo().tell(replica.sessions(report.afterId(), report.max()));
        return this;
    }

    private Behavior<Command> onLook(Look look) {
        clients.put(look.looker(), look.replyTo());
        looking.add(look.looker());
        replica.look(look.looker(), look.read());
        return turnSoon();
    }

    private Behavior<Command> onRestore(Restore restore) {
        replica = new Replica(settings, restore.grown());
        replica.beat(clock.get().monotonicMillis());
        appliedTold = replica.appliedZxid();
        for (int place = 0; place < subtrees.size(); place++) {
            subtrees.get(place)
                    .tell(new SubtreeActor.Replace(restore.grown().subtrees().get(place)));
        }
        return this;
    }

    private Behavior<Command> onOpenCut(OpenCut open) {
        cutter = open.replyTo();
        replica.cut().want();
        return turnSoon();
    }

    private Behavior<Command> onReadCut(ReadCut read) {
        if (read.part() == 0) {
            read.replyTo().tell(new SnapshotActor.CutRead(replica.cut().read(read.chunkBytes())));
        } else {
            subtrees.get(read.part() - 1).tell(new SubtreeActor.ReadCut(read.chunkBytes(), read.replyTo()));
        }
        return this;
    }

    private Behavior<Command> onCloseCut(CloseCut close) {
        replica.cut().close();
        subtrees.forEach(subtree -> subtree.tell(SubtreeActor.CloseCut.CLOSE_CUT));
        return this;
    }

    private Behavior<Command> turnSoon() {
        if (!turnIsDue) {
            turnIsDue = true;
            getContext().getSelf().tell(Turn.TURN);
        }
        return this;
    }

    private Behavior<Command> onTurn(Turn turn) {
        turnIsDue = false;
        replica.turn().forEach(this::perform);
        tellApplied();
        return this;
    }

    private void tellApplied() {
        long applied = replica.appliedZxid();
        if (applied > appliedTold) {
            appliedTold = applied;
            feed.tell(new Applied(applied));
        }
    }

    private void perform(ReplicaEffect effect) {
        if (effect instanceof Tell tell) {
            tell(tell.attachment(), tell.event());
        } else if (effect instanceof ReplicaEffect.Work work) {
            subtrees.get(work.subtree()).tell(new SubtreeActor.Work(work.share()));
        } else if (effect instanceof ToRole toRole) {
            role.tell(toRole.command());
        } else if (effect instanceof ReplicaEffect.Borrow borrow) {
            subtrees.get(borrow.subtree()).tell(SubtreeActor.Borrow.BORROW);
        } else if (effect instanceof ReplicaEffect.GiveBack back) {
            subtrees.get(back.subtree()).tell(new SubtreeActor.GiveBack(back.lent()));
        } else if (effect instanceof ReplicaEffect.OpenCut open) {
            subtrees.get(open.subtree()).tell(SubtreeActor.OpenCut.OPEN_CUT);
        } else if (effect instanceof ReplicaEffect.Cut cut) {
            cutter.tell(new SnapshotActor.CutOpened(cut.head(), 1 + subtrees.size()));
        } else {
            getContext().getLog().error("An entry was answered SystemError", ((ReplicaEffect.Failed) effect).failure());
        }
    }

    private void tell(long attachment, ClientEvent event) {
        boolean looked = !looking.isEmpty() && looking.remove(attachment);
        if (looked) {
            replica.looked(attachment);
        }
        boolean last = looked || event instanceof ClientEvent.Ended || event instanceof ClientEvent.Refused;
        ActorRef<? super ClientEvent> client = last ? clients.remove(attachment) : clients.get(attachment);
        if (client != null) {
            client.tell(event);
        }
    }
}
