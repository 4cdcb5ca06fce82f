package io.troupe.peer;

import io.troupe.journal.FloorPlan;
import io.troupe.journal.JournalSetup;
import io.troupe.journal.LogEvent;
import io.troupe.journal.LogFold;
import io.troupe.journal.LogReader;
import io.troupe.journal.ReadPlan;
import io.troupe.journal.Recorded;
import io.troupe.journal.Replayed;
import io.troupe.journal.TroupeJournal;
import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.InvariantViolation;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Keeps one peer's transaction log: makes what its role accepts durable and reads it back. Roles come and go; each has
 * an incarnation, and from the moment a newer one has opened the log, what an older one still sends is refused. That is
 * why a role may believe what {@code Opened} says (ZOOKEEPER-4712).
 *
 * <p>Commands that arrive while a write is under way wait. So every command sees the log as it is on disk.
 */
public final class TransactionLogActor extends EventSourcedBehavior<TransactionLogActor.Command, LogEvent, LogFold> {
    private static final String READER_DISPATCHER = "troupe.log-reader";
    private static final int WAITING_MAX = 65_536;

    /** Newer than any, so that nobody has the log. */
    private static final long CLOSED = Long.MAX_VALUE;

    public sealed interface Command {}

    /** Begins an incarnation. Answered behind all writes of earlier ones, of which none succeeds later. */
    public record Open(long incarnation, ActorRef<? super Opened> replyTo) implements Command {}

    /** Answered when all these records are durable; not at all if the incarnation is not the one that is open. */
    public record Append(long incarnation, long ticket, List<LogRecord> records, ActorRef<? super Appended> replyTo)
            implements Command {
        public Append {
            records = List.copyOf(records);
        }
    }

    /** Asks for the batches after one zxid that end up to another, a limited number of bytes but one batch at least. */
    public record Read(long afterZxid, long upToZxid, int maxBytes, ActorRef<? super ReadDone> replyTo)
            implements Command {}

    /** Asks for the largest zxid up to this one that is the end of a batch. */
    public record Locate(long zxid, ActorRef<? super Located> replyTo) implements Command {}

    public record Opened(long incarnation, LogState state) {}

    public record Appended(long incarnation, long ticket) {}

    /** @param batches in order, live and durable; empty at the log's end */
    public record ReadDone(long afterZxid, List<Batch> batches) {}

    /** @param floorZxid 0 if the log holds no such batch */
    public record Located(long zxid, long floorZxid) {}

    private sealed interface Internal extends Command {}

    private record BatchesRead(Read read, ReadPlan plan, List<Batch> batches) implements Internal {}

    private record FloorFound(Locate locate, FloorPlan plan, long floorZxid) implements Internal {}

    private final ActorContext<Command> context;
    private final JournalSetup journal;
    private final LogReader reader;
    private final Executor readerThreads;
    private long openIncarnation = Long.MIN_VALUE;

    private TransactionLogActor(ActorContext<Command> context, JournalSetup journal) {
        super(PersistenceId.ofUniqueId(TroupeJournal.PERSISTENCE_ID));
        this.context = context;
        this.journal = journal;
        this.reader = new LogReader(journal.disk(), journal.settings());
        this.readerThreads = context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(READER_DISPATCHER));
    }

    /** @param journal the same that the actor system was set up with */
    public static Behavior<Command> create(JournalSetup journal) {
        return Behaviors.setup(context -> unpublished(new TransactionLogActor(context, journal)));
    }

    /**
     * Nobody subscribes to persisted events, and publishing each is a hand-over more. The Java API has no switch for
     * it.
     */
    @SuppressWarnings("unchecked")
    private static Behavior<Command> unpublished(TransactionLogActor log) {
        Object behavior = log.createEventSourcedBehavior().withEventPublishing(false);
        return (Behavior<Command>) behavior;
    }

    @Override
    public LogFold emptyState() {
        return new LogFold();
    }

    @Override
    public CommandHandler<Command, LogEvent, LogFold> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Append.class, this::onAppend)
                .onCommand(Read.class, this::onRead)
                .onCommand(BatchesRead.class, this::onBatchesRead)
                .onCommand(Locate.class, this::onLocate)
                .onCommand(FloorFound.class, this::onFloorFound)
                .onCommand(Open.class, this::onOpen)
                .build();
    }

    /** The fold is one mutable object: what it says is asked for by commands only, and they wait for the disk. */
    @Override
    public EventHandler<LogFold, LogEvent> eventHandler() {
        return (fold, event) -> {
            if (event instanceof Replayed replayed) {
                return replayed.fold();
            }
            fold.apply((Recorded) event);
            return fold;
        };
    }

    private Effect<LogEvent, LogFold> onOpen(LogFold fold, Open open) {
        if (open.incarnation() < openIncarnation) {
            context.getLog().debug("Refused to open the log for {}, {} has it", open.incarnation(), openIncarnation);
            return Effect().none();
        }
        openIncarnation = open.incarnation();
        open.replyTo().tell(new Opened(open.incarnation(), fold.state()));
        return Effect().none();
    }

    private Effect<LogEvent, LogFold> onAppend(LogFold fold, Append append) {
        if (append.incarnation() != openIncarnation) {
            context.getLog()
                    .debug("Refused records of incarnation {}, {} has the log", append.incarnation(), openIncarnation);
            return Effect().none();
        }
        try {
            Appended done = new Appended(append.incarnation(), append.ticket());
            List<LogEvent> events = List.copyOf(fold.toRecord(append.records(), journal.settings()));
            return Effect().persist(events).thenRun(() -> append.replyTo().tell(done));
        } catch (InvariantViolation e) {
            // Whoever is told of a later record would believe that these are durable too.
            openIncarnation = CLOSED;
            journal.onFatal()
                    .fatal(
                            "The log was handed what cannot stand in it (" + e.getMessage()
                                    + "). This peer stops; started again, it recovers from its log.",
                            e);
            return Effect().none();
        }
    }

    private Effect<LogEvent, LogFold> onRead(LogFold fold, Read read) {
        ReadPlan plan = fold.planRead(read.afterZxid(), read.upToZxid(), read.maxBytes());
        offLoop(() -> new BatchesRead(read, plan, reader.read(plan)));
        return Effect().none();
    }

    private Effect<LogEvent, LogFold> onBatchesRead(LogFold fold, BatchesRead done) {
        List<Batch> batches = fold.stillLive(done.plan(), done.batches());
        done.read().replyTo().tell(new ReadDone(done.read().afterZxid(), batches));
        return Effect().none();
    }

    private Effect<LogEvent, LogFold> onLocate(LogFold fold, Locate locate) {
        FloorPlan plan = fold.planFloor(locate.zxid());
        offLoop(() -> new FloorFound(locate, plan, reader.floor(plan)));
        return Effect().none();
    }

    private Effect<LogEvent, LogFold> onFloorFound(LogFold fold, FloorFound found) {
        long floor = fold.stillLive(found.plan(), found.floorZxid());
        found.locate().replyTo().tell(new Located(found.locate().zxid(), floor));
        return Effect().none();
    }

    private interface DiskRead {
        Internal read() throws IOException;
    }

    private void offLoop(DiskRead disk) {
        ActorRef<Command> self = context.getSelf();
        readerThreads.execute(() -> {
            try {
                self.tell(disk.read());
            } catch (IOException e) {
                readFailed(e);
            } catch (RuntimeException e) {
                journal.onFatal().fatal("Reading the log met what must not happen (" + e + "). This peer stops.", e);
            }
        });
    }

    private void readFailed(IOException e) {
        if (e.getCause() instanceof ClosedChannelException) {
            context.getLog().debug("The disk was taken away while the log was read: this peer stops");
        } else {
            journal.onFatal().fatal(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public SignalHandler<LogFold> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(
                        RecoveryFailed.class,
                        (fold, failed) -> journal.onFatal()
                                .fatal("The log could not be read (" + failed.getFailure() + ").", failed.getFailure()))
                .build();
    }

    private void onRecovered(LogFold fold) {
        LogState state = fold.state();
        context.getLog()
                .info(
                        "The log is open: {} records, history up to {}, committed at least up to {},"
                                + " epoch {} entered, {} promised",
                        fold.lastSeqNr(),
                        Zxid.text(state.lastZxid()),
                        Zxid.text(state.commitPoint()),
                        state.enteredEpoch(),
                        state.promisedEpoch());
    }

    @Override
    public String journalPluginId() {
        return TroupeJournal.PLUGIN_ID;
    }

    @Override
    public String snapshotPluginId() {
        return "troupe.no-snapshots";
    }

    @Override
    public Optional<Integer> stashCapacity() {
        return Optional.of(WAITING_MAX);
    }
}
