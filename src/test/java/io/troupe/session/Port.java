package io.troupe.session;

import com.typesafe.config.ConfigFactory;
import io.troupe.metrics.Metrics;
import io.troupe.peer.ReplicaActor;
import io.troupe.wire.FourLetterWord;
import io.troupe.wire.ServerReport;
import io.troupe.wire.ServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** A client port on the loopback address with a {@link FakeReplica} behind it. */
final class Port implements AutoCloseable {
    static final DispatcherSelector LOOP = DispatcherSelector.fromConfig("troupe.client-loop-0");

    final FakeReplica replica = new FakeReplica();
    final Metrics metrics = new Metrics();
    volatile boolean serving = true;
    private final EventLoops loops = new EventLoops(1, List.of());
    private final CompletableFuture<ListenerActor.Outcome> outcome = new CompletableFuture<>();
    private final ActorSystem<ListenerActor.Outcome> system;

    Port(SessionSettings settings) {
        system = ActorSystem.create(guardian(settings), "port", loops.setup(ConfigFactory.empty()));
    }

    static Port open() {
        return new Port(settings(0, 60, SessionLimits.USUAL));
    }

    static SessionSettings settings(int port, int connectionsPerAddressMax, SessionLimits limits) {
        ServerSettings conf =
                new ServerSettings(2181, -1, "data", 0, "data", 0, 2000, 60, 4000, 40_000, -1, 1, Optional.empty());
        return new SessionSettings(
                "127.0.0.1",
                port,
                connectionsPerAddressMax,
                200,
                40_000,
                Optional.empty(),
                Set.of(FourLetterWord.RUOK, FourLetterWord.SRVR, FourLetterWord.STAT, FourLetterWord.CONF),
                "3.9.5-troupe",
                conf,
                limits);
    }

    private Behavior<ListenerActor.Outcome> guardian(SessionSettings settings) {
        return Behaviors.setup(context -> {
            ActorRef<ReplicaActor.Command> replicaRef = context.spawn(replica.behavior(), "replica", LOOP);
            ListenerActor.Surroundings surroundings = new ListenerActor.Surroundings(
                    loops, replicaRef, new SeededChance(), System::nanoTime, metrics, this::standing);
            context.spawn(ListenerActor.create(settings, surroundings, context.getSelf()), "listener", LOOP);
            return Behaviors.receiveMessage(told -> {
                outcome.complete(told);
                return Behaviors.same();
            });
        });
    }

    private Optional<Standing> standing() {
        ServerReport.Machine machine = new ServerReport.Machine(1000, -1, -1);
        return serving
                ? Optional.of(new Standing(ServerReport.Mode.STANDALONE, 1, Optional.empty(), machine, Map.of()))
                : Optional.empty();
    }

    ListenerActor.Outcome outcome() throws Exception {
        return outcome.get(20, TimeUnit.SECONDS);
    }

    InetSocketAddress address() throws Exception {
        return ((ListenerActor.Listening) outcome()).address();
    }

    RawClient client() throws Exception {
        return new RawClient(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), address().getPort()));
    }

    /** ZooKeeper's own client, connected. */
    ZooKeeper zooKeeper() throws Exception {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        Watcher watcher = event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.complete(null);
            }
        };
        ZooKeeper client = new ZooKeeper("127.0.0.1:" + address().getPort(), 10_000, watcher);
        connected.get(20, TimeUnit.SECONDS);
        return client;
    }

    /** The next of what the replica heard beside requests that is one of {@code kind}. */
    <C extends ReplicaActor.Command> C heard(Class<C> kind) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            ReplicaActor.Command command = replica.heard.poll(1, TimeUnit.SECONDS);
            if (kind.isInstance(command)) {
                return kind.cast(command);
            }
        }
        throw new AssertionError("the replica heard no " + kind.getSimpleName());
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        loops.close();
    }

    private static final class SeededChance implements Chance {
        private final AtomicLong next = new AtomicLong(1);
        private final Random random = new Random(7);

        @Override
        public long attachment() {
            return next.getAndIncrement();
        }

        @Override
        public long sessionId() {
            return 1L << 56 | next.getAndIncrement();
        }

        @Override
        public byte[] secret() {
            byte[] secret = new byte[16];
            random.nextBytes(secret);
            return secret;
        }
    }
}
