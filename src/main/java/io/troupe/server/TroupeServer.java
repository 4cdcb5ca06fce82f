package io.troupe.server;

import com.typesafe.config.ConfigFactory;
import io.netty.bootstrap.Bootstrap;
import io.troupe.admin.ControlPlane;
import io.troupe.journal.DirectoryInUse;
import io.troupe.journal.Disk;
import io.troupe.journal.FileDisk;
import io.troupe.journal.JournalSettings;
import io.troupe.journal.JournalSetup;
import io.troupe.journal.LogObserver;
import io.troupe.journal.SnapshotFiles;
import io.troupe.metrics.Metrics;
import io.troupe.peer.PeerActor;
import io.troupe.peer.PeerObserver;
import io.troupe.peer.PeerPortHandler;
import io.troupe.peer.ReplicaActor;
import io.troupe.peer.ReplicaSettings;
import io.troupe.peer.SnapshotActor;
import io.troupe.peer.SnapshotDue;
import io.troupe.peer.SnapshotSettings;
import io.troupe.peer.TransactionLogActor;
import io.troupe.session.EventLoops;
import io.troupe.session.ListenerActor;
import io.troupe.zab.LeaderReport;
import io.troupe.zab.Now;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One peer: the engine's actor system, its threads, its directory and its ports, started and stopped together. */
public final class TroupeServer implements PeerProcess {
    static final String PEER_LOOP = "peer-loop";
    private static final String DISPATCHERS = "troupe.";
    private static final String CLIENT_LOOP = "client-loop-0";
    private static final String POOL = "pekko.actor.default-dispatcher";
    private static final String LOG_DIRECTORY = "log";
    private static final String SNAPSHOT_DIRECTORY = "snapshot";
    private static final String ZOOKEEPER_DIRECTORY = "version-2";
    private static final long STOP_MILLIS = 5_000;
    private static final Logger log = LoggerFactory.getLogger(TroupeServer.class);

    private final PeerConfig config;
    private final Environment environment;
    private final EventLoops loops;
    private final Optional<PeerPort> peerPort;
    private final FileDisk disk;
    private final FileDisk snapshotDisk;
    private final RoleBoard board;
    private final Metrics metrics = new Metrics();
    private final Elections elections;
    private final CompletableFuture<Void> logRead = new CompletableFuture<>();
    private final CompletableFuture<InetSocketAddress> listening = new CompletableFuture<>();
    private final CompletableFuture<ExitStatus> ended = new CompletableFuture<>();
    private volatile @Nullable ActorSystem<EngineActor.Command> engine;
    private volatile Optional<ControlPlane> control = Optional.empty();
    private volatile CompletableFuture<Void> released = CompletableFuture.completedFuture(null);

    /** See {@link PeerProcess#start}. */
    static TroupeServer start(PeerConfig config, Environment environment) {
        EventLoops loops = loops(environment);
        try {
            Optional<PeerPort> port =
                    config.isStandalone() ? Optional.empty() : Optional.of(PeerPort.bind(loops, config.peerListener()));
            return start(config, environment, loops, port);
        } catch (RuntimeException e) {
            loops.close();
            throw e;
        }
    }

    /** Takes over {@code loops} and {@code port}, which is bound to {@code loops}. */
    public static TroupeServer start(
            PeerConfig config, Environment environment, EventLoops loops, Optional<PeerPort> port) {
        FileDisk disk = null;
        FileDisk snapshots = null;
        try {
            disk = openDisk(config.directories().log(), LOG_DIRECTORY);
            snapshots = openDisk(config.directories().data(), SNAPSHOT_DIRECTORY);
            TroupeServer server = new TroupeServer(config, environment, loops, port, disk, snapshots);
            server.run();
            return server;
        } catch (RuntimeException e) {
            port.ifPresent(PeerPort::close);
            closeQuietly(disk);
            closeQuietly(snapshots);
            loops.close();
            throw e;
        }
    }

    public static EventLoops loops(Environment environment) {
        return new EventLoops(EventLoops.clientLoopsFor(environment.processors()), List.of(PEER_LOOP));
    }

    private static FileDisk openDisk(Path parent, String name) {
        refuseForeign(parent);
        Path directory = parent.resolve(name);
        try {
            return FileDisk.open(directory);
        } catch (DirectoryInUse e) {
            throw new StartError(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StartError("cannot use the directory " + directory + ": " + e);
        }
    }

    /** Starting empty beside data that the operator thinks is being served would look like losing it. */
    private static void refuseForeign(Path directory) {
        if (Files.exists(directory.resolve(ZOOKEEPER_DIRECTORY))) {
            throw new StartError("the directory " + directory + " holds data of Apache ZooKeeper ("
                    + ZOOKEEPER_DIRECTORY + "), which this build cannot read: give Troupe a directory of its own");
        }
    }

    private TroupeServer(
            PeerConfig config,
            Environment environment,
            EventLoops loops,
            Optional<PeerPort> peerPort,
            FileDisk disk,
            FileDisk snapshotDisk) {
        this.config = config;
        this.environment = environment;
        this.loops = loops;
        this.peerPort = peerPort;
        this.disk = disk;
        this.snapshotDisk = snapshotDisk;
        this.board = new RoleBoard(environment, config.voters().size());
        this.elections = new Elections(metrics, environment);
    }

    private void run() {
        JournalSetup journal = new JournalSetup(
                timed(disk),
                new JournalSettings(
                        config.myid(),
                        JournalSettings.DEFAULT_SEGMENT_BYTES,
                        config.log().allocatedAheadBytes(),
                        environment.randomLong()),
                this::fail);
        ActorSystem<EngineActor.Command> started = ActorSystem.create(
                EngineActor.create(parts(journal)),
                "troupe",
                loops.setup(ConfigFactory.parseResources("troupe.conf")).and(journal));
        engine = started;
        if (config.admin().enabled()) {
            control = Optional.of(OperatorView.start(config, environment, started, board, metrics));
        }
        released = started.getWhenTerminated()
                .toCompletableFuture()
                .thenComposeAsync(terminated -> journal.whenNotWriting(), Runnable::run)
                .thenRunAsync(this::release, Runnable::run);
        try {
            CompletableFuture.allOf(logRead, listening).get();
        } catch (ExecutionException e) {
            stop();
            if (e.getCause() instanceof StartError error) {
                throw error;
            }
            throw new StartError("peer " + config.myid() + " cannot start: " + e.getCause());
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new StartError("peer " + config.myid() + " was told to stop while it started");
        }
    }

    private Disk timed(FileDisk log) {
        return new TimedDisk(
                log,
                environment::monotonicNanos,
                List.of(metrics.millis("fsynctime"), metrics.seconds("troupe_journal_fsync_seconds")));
    }

    private EngineActor.Parts parts(JournalSetup journal) {
        boolean oneLoop = EventLoops.clientLoopsFor(environment.processors()) == 1;
        return new EngineActor.Parts(
                ReplicaActor.create(ReplicaSettings.USUAL, this::now),
                oneLoop ? DISPATCHERS + CLIENT_LOOP : POOL,
                replica -> PeerActor.create(
                        PeerWiring.peer(config, environment.randomLong()),
                        TransactionLogActor.create(journal),
                        outside(replica)),
                DISPATCHERS + PEER_LOOP,
                this::listener,
                DISPATCHERS + CLIENT_LOOP,
                this::onListening);
    }

    private Now now() {
        return new Now(environment.monotonicMillis(), environment.wallMillis());
    }

    private PeerActor.Outside outside(ActorRef<ReplicaActor.Command> replica) {
        SnapshotSettings snapshots = PeerWiring.snapshots(config);
        Bootstrap dialer = new Bootstrap().group(loops.loop(PEER_LOOP)).channel(loops.dialingChannel());
        return new PeerActor.Outside(
                this::now,
                environment::randomLong,
                dialer,
                peerPort.map(PeerPort::handler).orElseGet(PeerPortHandler::new),
                replica,
                SnapshotActor.create(
                        new SnapshotFiles(
                                snapshotDisk,
                                config.myid(),
                                LogObserver.lines(log, () -> environment.monotonicMillis() / 1000)),
                        snapshots,
                        config.myid(),
                        replica,
                        this::fail),
                new SnapshotDue(snapshots.entries(), snapshots.bytes(), environment.randomLong()),
                new Observer());
    }

    private Behavior<ListenerActor.Command> listener(
            ActorRef<ReplicaActor.Command> replica, ActorRef<ListenerActor.Outcome> outcome) {
        return ListenerActor.create(
                PeerWiring.sessions(config, Release.announced()),
                new ListenerActor.Surroundings(
                        loops,
                        replica,
                        new SessionNumbers(config.myid(), environment),
                        environment::monotonicNanos,
                        metrics,
                        board::standing),
                outcome);
    }

    private void onListening(ListenerActor.Outcome outcome) {
        if (outcome instanceof ListenerActor.Listening bound) {
            listening.complete(bound.address());
        } else if (outcome instanceof ListenerActor.CannotListen failed) {
            end(ExitStatus.FAILURE, failed.problem());
        }
    }

    private final class Observer implements PeerObserver {
        @Override
        public void roleChanged(Role role, long epoch) {
            board.roleChanged(role, epoch);
            elections.roleChanged(role);
            logRead.complete(null);
        }

        @Override
        public void followersAre(LeaderReport report) {
            board.followersAre(report);
        }

        @Override
        public void failed(String message, @Nullable Throwable cause) {
            log.error(message, cause);
            end(ExitStatus.FAILURE, message);
        }
    }

    /** The log's last word. */
    private void fail(String message, Throwable cause) {
        log.error(message);
        log.debug("The cause of it", cause);
        end(ExitStatus.DISK, message);
    }

    private void end(ExitStatus status, String message) {
        StartError error = new StartError(message, status);
        logRead.completeExceptionally(error);
        listening.completeExceptionally(error);
        ActorSystem<EngineActor.Command> running = engine;
        if (ended.complete(status) && running != null) {
            running.tell(EngineActor.Stop.STOP);
        }
    }

    private void release() {
        control.ifPresent(ControlPlane::close);
        peerPort.ifPresent(PeerPort::close);
        loops.close();
        closeQuietly(disk);
        closeQuietly(snapshotDisk);
        ended.complete(ExitStatus.OK);
    }

    private static void closeQuietly(@Nullable FileDisk disk) {
        try {
            if (disk != null) {
                disk.close();
            }
        } catch (IOException e) {
            log.warn("Closing a directory of data failed: {}", e.toString());
        }
    }

    /** Where clients come in; tells the port where any free one was asked for. */
    public InetSocketAddress clientAddress() {
        return listening.join();
    }

    /** What operators see; none where it is switched off. */
    public Optional<ControlPlane> control() {
        return control;
    }

    public boolean leads() {
        return board.role() == PeerObserver.Role.LEADING;
    }

    /** Whether it leads or follows, so that clients are served. */
    public boolean serves() {
        return board.role() != PeerObserver.Role.LOOKING;
    }

    @Override
    public ExitStatus awaitTermination() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        control.ifPresent(ControlPlane::close);
        ActorSystem<EngineActor.Command> running = engine;
        if (running != null) {
            running.tell(EngineActor.Stop.STOP);
        }
        try {
            released.get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn(
                    "The engine has not ended within {} ms; what is acknowledged is on disk all the same", STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
