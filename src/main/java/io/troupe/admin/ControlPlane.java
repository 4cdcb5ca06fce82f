package io.troupe.admin;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second actor system of a peer: Pekko Cluster and the management endpoint. Whatever ends it (downed, quarantined,
 * an island, a port that is taken), it is started again after a pause, and the engine does not notice.
 */
public final class ControlPlane implements AutoCloseable {
    static final String SYSTEM = "troupe-control";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    private static final Logger log = LoggerFactory.getLogger(ControlPlane.class);

    private final AdminSettings settings;
    private final EngineView engine;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "control-plane");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<InetSocketAddress> firstBound = new CompletableFuture<>();
    private volatile @Nullable ActorSystem<Object> system;
    private volatile @Nullable InetSocketAddress bound;
    private volatile boolean stopping;
    private Duration pause = FIRST_PAUSE;
    private String lastProblem = "";
    private final AtomicInteger starts = new AtomicInteger();

    private ControlPlane(AdminSettings settings, EngineView engine) {
        this.settings = settings;
        this.engine = engine;
    }

    /** Returns at once; what is wrong is logged and tried again. */
    public static ControlPlane start(AdminSettings settings, EngineView engine) {
        ControlPlane plane = new ControlPlane(settings, engine);
        plane.keeper.execute(plane::run);
        return plane;
    }

    private void run() {
        if (stopping) {
            return;
        }
        ActorSystem<Object> started;
        try {
            started = ActorSystem.create(
                    MembershipActor.create(settings, engine, this::restart), SYSTEM, configuration(settings));
        } catch (RuntimeException e) {
            again("cannot start: " + rootMessage(e));
            return;
        }
        system = started;
        if (stopping) {
            started.terminate();
            return;
        }
        starts.incrementAndGet();
        started.getWhenTerminated().whenCompleteAsync((done, failure) -> again("has ended"), keeper);
        serve(started);
    }

    private void serve(ActorSystem<Object> started) {
        InetSocketAddress before = bound;
        int port = before == null ? settings.port() : before.getPort();
        Routes routes = new Routes(settings, engine, new Asks(started, settings.askDeadline()));
        CompletionStage<ServerBinding> binding = Http.get(started)
                .newServerAt(settings.host(), port)
                .bind(routes.all(Cluster.get(Adapter.toClassic(started))));
        binding.whenCompleteAsync(
                (done, failure) -> {
                    if (failure != null) {
                        problem("cannot listen on " + settings.host() + ":" + port + ": " + rootMessage(failure));
                        started.terminate();
                        return;
                    }
                    bound = done.localAddress();
                    pause = FIRST_PAUSE;
                    lastProblem = "";
                    log.info(
                            "management endpoint on http://{}:{}",
                            settings.host(),
                            done.localAddress().getPort());
                    started.tell(new MembershipActor.Reachable(MembershipActor.bracketed(settings.host()) + ":"
                            + done.localAddress().getPort()));
                    firstBound.complete(done.localAddress());
                },
                keeper);
    }

    private void again(String what) {
        system = null;
        if (stopping) {
            return;
        }
        problem(what);
        keeper.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    /** Once a cause: a port that stays taken is no news every ten seconds. */
    private void problem(String what) {
        if (!what.equals(lastProblem) && !what.equals("has ended")) {
            log.error("The control plane {}. The peer serves without it; it is tried again", what);
            lastProblem = what;
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private void restart() {
        ActorSystem<Object> running = system;
        if (running != null) {
            running.terminate();
        }
    }

    /** Where the management endpoint listens, once it does. */
    public CompletionStage<InetSocketAddress> address() {
        return firstBound;
    }

    /** The actor system that runs at present, for tests that do to it what can be done to one. */
    public Optional<ActorSystem<Object>> running() {
        return Optional.ofNullable(system);
    }

    /** How often it has been started. */
    public int starts() {
        return starts.get();
    }

    @Override
    public void close() {
        stopping = true;
        ActorSystem<Object> running = system;
        if (running != null) {
            running.terminate();
            try {
                running.getWhenTerminated().toCompletableFuture().get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                log.warn("The control plane has not ended within {}", STOP_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        keeper.shutdownNow();
    }

    private static Config configuration(AdminSettings settings) {
        AdminSettings.Control own = settings.own();
        return ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname", own.host(),
                        "pekko.remote.artery.canonical.port", own.port(),
                        "pekko.remote.artery.bind.hostname", settings.bindHost(),
                        "pekko.remote.artery.bind.port", own.port() == 0 ? "" : own.port()))
                .withFallback(ConfigFactory.parseResources("troupe-control.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    /** How the routes ask the actor system, with one deadline for all. */
    static final class Asks {
        private final ActorSystem<Object> system;
        private final Duration deadline;

        Asks(ActorSystem<Object> system, Duration deadline) {
            this.system = system;
            this.deadline = deadline;
        }

        CompletionStage<Ensemble> ensemble() {
            return AskPattern.ask(
                    system,
                    (ActorRef<Ensemble> replyTo) -> new MembershipActor.Show(replyTo),
                    deadline,
                    system.scheduler());
        }
    }
}
