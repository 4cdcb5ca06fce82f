package io.troupe.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.troupe.client.Client;
import io.troupe.client.CreateOptions;
import io.troupe.client.DeleteOptions;
import io.troupe.client.EachServer;
import io.troupe.client.FaultyLine;
import io.troupe.client.ServerKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What configuration, groups and shared work promise, on Troupe and on Apache ZooKeeper. */
@SuppressWarnings("try") // some are held and not spoken to
class SharedStateTest {
    @RegisterExtension
    static final EachServer SERVERS = new EachServer();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String directory = "/shared-" + NUMBER.incrementAndGet();

    record Limits(int perSecond, String note) {}

    /** Keeps all that it is told, as text. */
    private static final class Story implements ConfigurationListener<Limits> {
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void changed(Optional<Snapshot<Limits>> current) {
            told.add(current.map(snapshot -> snapshot.value().perSecond() + "@" + snapshot.version())
                    .orElse("none"));
        }

        @Override
        public void unreadable(String reason) {
            told.add(reason);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConfigurationTellsItsValueFirstAndThenEachChange(ServerKind kind) throws Exception {
        String path = directory + "/limits";
        Story story = new Story();
        try (Client client = SERVERS.client(SERVERS.at(kind));
                Configuration<Limits> limits = Configuration.watch(client, path, Codec.json(Limits.class), story)) {
            await().until(() -> story.told.equals(List.of("none")));
            limits.create(new Limits(10, "a")).toCompletableFuture().get();
            await().until(() -> story.told.size() == 2);
            limits.write(new Limits(20, "b"), 0).toCompletableFuture().get();
            await().until(() -> story.told.size() == 3);
            client.blocking().write(path, "{".getBytes(StandardCharsets.UTF_8), -1);
            await().until(() -> story.told.size() == 4);
            assertThat(limits.current().orElseThrow().value()).isEqualTo(new Limits(20, "b"));
            client.blocking().delete(path, DeleteOptions.PLAIN);
            await().until(() -> story.told.size() == 5);

            assertThat(story.told.subList(0, 3)).containsExactly("none", "10@0", "20@1");
            assertThat(story.told.get(3)).startsWith("version 2 is no value: ");
            assertThat(story.told.get(4)).isEqualTo("none");
            assertThatThrownBy(() -> limits.write(new Limits(1, ""), 0)
                            .toCompletableFuture()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("no such znode");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConfigurationComesBackAfterALostSession(ServerKind kind) throws Exception {
        String path = directory + "/limits";
        Story story = new Story();
        try (FaultyLine line = new FaultyLine(SERVERS.at(kind));
                Client client = SERVERS.client(line.connectString());
                Client other = SERVERS.client(SERVERS.at(kind));
                Configuration<Limits> limits = Configuration.watch(client, path, Codec.json(Limits.class), story)) {
            await().until(() -> story.told.size() == 1);
            long session = client.sessionId();
            line.refuse(true);
            line.cut();
            other.blocking()
                    .create(
                            path,
                            "{\"perSecond\":7}".getBytes(StandardCharsets.UTF_8),
                            CreateOptions.PERSISTENT.with(CreateOptions.Parents.PERSISTENT));
            await().until(() -> client.sessionId() == 0);
            line.refuse(false);
            await().until(() -> story.told.contains("7@0"));
            assertThat(client.sessionId()).isNotEqualTo(session);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGroupShowsWhoIsThereWithWhatTheySay(ServerKind kind) throws Exception {
        String hosts = SERVERS.at(kind);
        AtomicReference<SortedMap<String, Member>> seen = new AtomicReference<>(new TreeMap<>());
        try (FaultyLine line = new FaultyLine(hosts);
                Client one = SERVERS.client(hosts);
                Client two = SERVERS.client(line.connectString());
                Group observer = Group.observe(one, directory, seen::set);
                Group ann = Group.join(one, directory, "ann", bytes("a"), members -> {})) {
            await().until(() -> text(seen.get()).equals("ann=a"));
            Group bob = Group.join(two, directory, "bob", bytes("b"), members -> {});
            await().until(() -> text(seen.get()).equals("ann=a bob=b"));
            bob.update(bytes("B"));
            await().until(() -> text(seen.get()).equals("ann=a bob=B"));

            long joined = seen.get().get("bob").joinedZxid();
            line.refuse(true);
            line.cut();
            await().until(() -> text(seen.get()).equals("ann=a"));
            line.refuse(false);
            await().until(() -> text(seen.get()).equals("ann=a bob=B"));
            assertThat(seen.get().get("bob").joinedZxid()).isGreaterThan(joined);
            bob.close();
            await().until(() -> text(seen.get()).equals("ann=a"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(SortedMap<String, Member> members) {
        return members.values().stream()
                .map(member -> member.id() + "=" + new String(member.payload(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    /** What a member has; two members that have one item at once are noticed. */
    private static final class Worker implements WorkListener {
        private final Map<String, Worker> owners;
        final Set<String> items = ConcurrentHashMap.newKeySet();
        final List<String> clashes = new CopyOnWriteArrayList<>();

        Worker(Map<String, Worker> owners) {
            this.owners = owners;
        }

        @Override
        public void assigned(String item, Held held) {
            if (owners.putIfAbsent(item, this) != null) {
                clashes.add(item);
            }
            items.add(item);
            held.onLost().thenAccept(reason -> stop(item));
        }

        @Override
        public CompletionStage<?> revoked(String item) {
            stop(item);
            return CompletableFuture.completedStage(item);
        }

        void stop(String item) {
            items.remove(item);
            owners.remove(item, this);
        }
    }

    @ParameterizedTest
    @EnumSource
    void workIsSharedFewItemsMoveAndNoneHasTwoOwners(ServerKind kind) {
        String hosts = SERVERS.at(kind);
        Set<String> items = IntStream.range(0, 24).mapToObj(i -> "item-" + i).collect(Collectors.toSet());
        Map<String, Worker> owners = new ConcurrentHashMap<>();
        List<Worker> workers = List.of(new Worker(owners), new Worker(owners), new Worker(owners));
        Duration handover = Duration.ofSeconds(1);
        try (FaultyLine line = new FaultyLine(hosts);
                Client one = SERVERS.client(hosts);
                Client two = SERVERS.client(hosts);
                Client three = SERVERS.client(line.connectString());
                WorkPartitioner a = WorkPartitioner.share(one, directory, "a", items, handover, workers.get(0))) {
            await().until(() -> workers.get(0).items.size() == 24);
            try (WorkPartitioner b = WorkPartitioner.share(two, directory, "b", items, handover, workers.get(1));
                    WorkPartitioner c = WorkPartitioner.share(three, directory, "c", items, handover, workers.get(2))) {
                await().until(() ->
                        !workers.get(1).items.isEmpty() && !workers.get(2).items.isEmpty() && owners.size() == 24);
                Set<String> of = new HashSet<>(workers.get(0).items);
                line.refuse(true);
                line.cut();
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> workers.get(2).items.isEmpty() && owners.size() == 24);
                assertThat(workers.get(0).items).containsAll(of);
                line.refuse(false);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> workers.get(0).items.equals(of) && owners.size() == 24);
            }
        }
        assertThat(workers).allSatisfy(worker -> assertThat(worker.clashes).isEmpty());
    }
}
