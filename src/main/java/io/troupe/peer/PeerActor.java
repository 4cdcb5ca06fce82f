package io.troupe.peer;

import io.netty.bootstrap.Bootstrap;
import io.troupe.zab.Batch;
import io.troupe.zab.Effect;
import io.troupe.zab.Election;
import io.troupe.zab.Input;
import io.troupe.zab.LeaderReport;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * One member of the ensemble. Around it stand the links, the log and the replica, which outlive every role; it holds
 * elections, and starts the role that an election gives it. What any of these dies of ends the process, which starts
 * again from its log.
 */
public final class PeerActor extends AbstractBehavior<PeerActor.Command> {
    public sealed interface Command {}

    /** The role of this incarnation hands {@code records} to the log. */
    record Appending(long incarnation, List<LogRecord> records) implements Command {}

    /** Everything up to {@code zxid} is committed, and durable here. */
    record CommitReached(long incarnation, long zxid) implements Command {}

    record Activated(long incarnation, long epoch, boolean leading) implements Command {}

    record Retired(long incarnation, String reason) implements Command {}

    /** How the followers of the leading role are. */
    record Reported(long incarnation, LeaderReport report) implements Command {}

    private record Linked(LinkActor.Event event) implements Command {}

    private record LogOpened(long incarnation, LogState log) implements Command {}

    /** The replica has what the newest snapshot has: the log, which waited, may be used. */
    private record ReplicaRestored(LogOpened waited, long zxid) implements Command {}

    private record FeedRead(List<Batch> batches) implements Command {}

    private record ReplicaApplied(long zxid) implements Command {}

    private enum Tick implements Command {
        TICK
    }

    /** What a peer is given from outside. */
    public record Outside(
            Supplier<Now> clock,
            LongSupplier chance,
            Bootstrap dialer,
            PeerPortHandler port,
            ActorRef<ReplicaActor.Command> replica,
            Behavior<SnapshotActor.Command> snapshots,
            SnapshotDue snapshotDue,
            PeerObserver observer) {}

    private final PeerSettings settings;
    private final Outside outside;
    private final CoreDispatcher.Surroundings around;
    private final RoleChange roles;
    private final ReplicaFeed feed;
    private final Set<Integer> linked = new TreeSet<>();
    private final ActorRef<TransactionLogActor.Opened> opened;
    private final ActorRef<TransactionLogActor.ReadDone> feedRead;
    private final ActorRef<ReplicaActor.Applied> applied;
    private final ActorRef<SnapshotActor.Command> snapshots;
    private boolean restored;
    private long ensembleId;
    private Election election;
    private ActorRef<RoleCommand> role;

    public static Behavior<Command> create(
            PeerSettings settings, Behavior<TransactionLogActor.Command> log, Outside outside) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, settings.tick());
            return new PeerActor(context, settings, log, outside);
        }));
    }

    private PeerActor(
            ActorContext<Command> context,
            PeerSettings settings,
            Behavior<TransactionLogActor.Command> log,
            Outside outside) {
        super(context);
        context.setLoggerName(PeerActor.class);
        this.settings = settings;
        this.outside = outside;
        this.roles = new RoleChange(settings.self());
        this.election = new Election(settings.zab());
        this.role = context.getSystem().deadLetters();
        this.feed = new ReplicaFeed(settings.feedBytes(), settings.feedBytes());
        this.around = new CoreDispatcher.Surroundings(
                context.getSelf(), spawnLinks(), spawnWatched(log, "log"), outside.replica(), outside.clock());
        this.snapshots = spawnWatched(outside.snapshots(), "snapshots");
        outside.port().open(around.links());
        context.watch(outside.replica());
        this.opened = context.messageAdapter(
                TransactionLogActor.Opened.class, answer -> new LogOpened(answer.incarnation(), answer.state()));
        this.feedRead =
                context.messageAdapter(TransactionLogActor.ReadDone.class, answer -> new FeedRead(answer.batches()));
        this.applied = context.messageAdapter(ReplicaActor.Applied.class, answer -> new ReplicaApplied(answer.zxid()));
        take(roles.begin());
    }

    private Map<Integer, ActorRef<LinkActor.Command>> spawnLinks() {
        ActorRef<LinkActor.Event> events = getContext().messageAdapter(LinkActor.Event.class, Linked::new);
        Map<Integer, ActorRef<LinkActor.Command>> links = new HashMap<>();
        for (Map.Entry<Integer, InetSocketAddress> other : settings.others().entrySet()) {
            Hello hello = new Hello(
                    settings.self(),
                    other.getKey(),
                    settings.processId(),
                    0,
                    0,
                    new TreeSet<>(settings.zab().voters()));
            links.put(
                    other.getKey(),
                    spawnWatched(
                            LinkActor.create(hello, other.getValue(), settings.link(), outside.dialer(), events),
                            "link-" + other.getKey()));
        }
        return links;
    }

    private <T> ActorRef<T> spawnWatched(Behavior<T> child, String name) {
        ActorRef<T> ref = getContext().spawn(child, name, DispatcherSelector.sameAsParent());
        getContext().watch(ref);
        return ref;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Linked.class, this::onLinked)
                .onMessage(Appending.class, this::onAppending)
                .onMessage(CommitReached.class, this::onCommitReached)
                .onMessage(ReplicaApplied.class, this::onReplicaApplied)
                .onMessage(FeedRead.class, this::onFeedRead)
                .onMessage(LogOpened.class, this::onLogOpened)
                .onMessage(ReplicaRestored.class, this::onReplicaRestored)
                .onMessage(Activated.class, this::onActivated)
                .onMessage(Retired.class, this::onRetired)
                .onMessage(Reported.class, this::onReported)
                .onMessageEquals(Tick.TICK, this::onTick)
                .onSignal(ChildFailed.class, this::onChildFailed)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Command> onLinked(Linked message) {
        LinkActor.Event event = message.event;
        if (event instanceof LinkActor.Received received) {
            hear(received);
        } else if (event instanceof LinkActor.Up up) {
            linked.add(up.peer());
            tell(new Input.LinkUp(up.peer()));
        } else if (event instanceof LinkActor.Down down) {
            linked.remove(down.peer());
            tell(new Input.LinkDown(down.peer()));
        }
        return this;
    }

    /** Between two roles nobody listens; whoever spoke asks again. */
    private void hear(LinkActor.Received received) {
        if (roles.isPlaying()) {
            role.tell(new RoleCommand.Heard(received.peer(), received.messages()));
        } else {
            for (Message message : received.messages()) {
                elect(new Input.Received(received.peer(), message));
            }
        }
    }

    private void tell(Input input) {
        if (roles.isPlaying()) {
            role.tell(new RoleCommand.Step(input));
        } else {
            elect(input);
        }
    }

    private Behavior<Command> onTick() {
        elect(new Input.Tick());
        return this;
    }

    /** Without effect between an election's end and the next one's beginning. */
    private void elect(Input input) {
        if (!roles.isLooking()) {
            return;
        }
        for (Effect effect : election.step(input, outside.clock().get())) {
            if (effect instanceof Effect.Send send) {
                around.send(send.peer(), send.message());
            } else if (effect instanceof Effect.Elected elected) {
                roles.elected(elected.leader()).ifPresent(this::take);
            } else {
                throw new IllegalStateException("an election cannot do " + effect);
            }
        }
    }

    private Behavior<Command> onAppending(Appending appending) {
        if (appending.incarnation == roles.incarnation()) {
            for (LogRecord record : appending.records) {
                if (record instanceof LogRecord.Accepted accepted) {
                    feed.appended(accepted.batches());
                } else if (record instanceof LogRecord.Truncated truncated) {
                    feed.truncated(truncated.afterZxid());
                } else if (record instanceof LogRecord.EpochEntered entered) {
                    ensembleId = entered.ensembleId();
                }
            }
        }
        return this;
    }

    private Behavior<Command> onCommitReached(CommitReached reached) {
        if (reached.incarnation == roles.incarnation()) {
            feed(feed.committed(reached.zxid));
        }
        return this;
    }

    private Behavior<Command> onReplicaApplied(ReplicaApplied message) {
        feed(feed.applied(message.zxid));
        return this;
    }

    private Behavior<Command> onFeedRead(FeedRead read) {
        feed(feed.read(read.batches));
        return this;
    }

    private void feed(List<ReplicaFeed.Effect> effects) {
        for (ReplicaFeed.Effect effect : effects) {
            if (effect instanceof ReplicaFeed.Deliver deliver) {
                around.replica().tell(new ReplicaActor.Committed(deliver.batches(), applied));
                outside.snapshotDue().delivered(deliver.batches());
            } else if (effect instanceof ReplicaFeed.Read read) {
                around.log()
                        .tell(new TransactionLogActor.Read(
                                read.afterZxid(), read.upToZxid(), read.bytesMax(), feedRead));
            }
        }
        // A blank joiner applies history before it is bound to the ensemble that the snapshot must name.
        if (outside.snapshotDue().isDue() && ensembleId != 0) {
            outside.snapshotDue().begun();
            snapshots.tell(new SnapshotActor.Take(ensembleId));
        }
    }

    private Behavior<Command> onLogOpened(LogOpened answer) {
        ensembleId = answer.log.ensembleId();
        if (restored) {
            return logReady(answer);
        }
        ActorRef<SnapshotActor.Restored> done = getContext()
                .messageAdapter(SnapshotActor.Restored.class, found -> new ReplicaRestored(answer, found.zxid()));
        snapshots.tell(new SnapshotActor.Restore(answer.log.baseZxid(), answer.log.lastZxid(), ensembleId, done));
        return this;
    }

    private Behavior<Command> onReplicaRestored(ReplicaRestored replica) {
        restored = true;
        feed.restored(replica.zxid);
        return logReady(replica.waited);
    }

    private Behavior<Command> logReady(LogOpened answer) {
        roles.opened(answer.incarnation, answer.log).ifPresent(step -> {
            long ensemble = answer.log.boundEnsembleId();
            around.links().values().forEach(link -> link.tell(new LinkActor.Join(ensemble)));
            feed(feed.opened(answer.log.lastZxid(), answer.log.commitPoint()));
            take(step);
        });
        return this;
    }

    private Behavior<Command> onActivated(Activated activated) {
        if (activated.incarnation == roles.incarnation()) {
            getContext().getLog().info("{} in epoch {}", activated.leading ? "Leading" : "Following", activated.epoch);
            outside.observer()
                    .roleChanged(
                            activated.leading ? PeerObserver.Role.LEADING : PeerObserver.Role.FOLLOWING,
                            activated.epoch);
        }
        return this;
    }

    private Behavior<Command> onRetired(Retired retired) {
        roles.retired(retired.incarnation).ifPresent(step -> {
            getContext().getLog().info("Looking for a leader: {}", retired.reason);
            take(step);
        });
        return this;
    }

    private Behavior<Command> onReported(Reported reported) {
        if (reported.incarnation == roles.incarnation()) {
            outside.observer().followersAre(reported.report);
        }
        return this;
    }

    private void take(RoleChange.Step step) {
        if (step instanceof RoleChange.Open open) {
            around.log().tell(new TransactionLogActor.Open(open.incarnation(), opened));
        } else if (step instanceof RoleChange.Elect elect) {
            startElection(elect.log());
        } else if (step instanceof RoleChange.Lead lead) {
            play(LeaderActor.create(
                    start(lead.incarnation(), lead.log()), outside.chance().getAsLong(), settings, around));
        } else if (step instanceof RoleChange.Follow follow) {
            play(FollowerActor.create(start(follow.incarnation(), follow.log()), follow.leader(), settings, around));
        } else if (step instanceof RoleChange.End end) {
            around.replica().tell(new ReplicaActor.RoleEnded(end.incarnation()));
            outside.observer().roleChanged(PeerObserver.Role.LOOKING, 0);
            getContext().stop(role);
        }
    }

    private RoleStart start(long incarnation, LogState log) {
        return new RoleStart(incarnation, log, linked);
    }

    private void startElection(LogState log) {
        outside.observer().roleChanged(PeerObserver.Role.LOOKING, 0);
        election = new Election(settings.zab());
        elect(new Input.Start(log));
        linked.forEach(peer -> elect(new Input.LinkUp(peer)));
    }

    private void play(Behavior<RoleCommand> behavior) {
        role = spawnWatched(behavior, "role-" + roles.incarnation());
    }

    private Behavior<Command> onTerminated(Terminated terminated) {
        if (!terminated.getRef().path().equals(role.path())) {
            return fail(terminated.getRef().path().name(), null);
        }
        roles.ended(roles.incarnation()).ifPresent(this::take);
        return this;
    }

    private Behavior<Command> onChildFailed(ChildFailed failed) {
        return fail(failed.getRef().path().name(), failed.getCause());
    }

    private Behavior<Command> fail(String part, @Nullable Throwable cause) {
        String reason = cause == null ? "it stopped" : String.valueOf(cause.getMessage());
        outside.observer()
                .failed(
                        "Peer " + settings.self() + " stops, since its " + part + " failed: " + reason
                                + ". Start it again, and report this if it comes back",
                        cause);
        return Behaviors.stopped();
    }
}
