package io.troupe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the client promises, on Troupe and on Apache ZooKeeper. */
class ClientTest {
    @RegisterExtension
    static final EachServer SERVERS = new EachServer();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Below a chroot of its own, so that tests do not meet. */
    private static Client client(ServerKind kind) throws InterruptedException {
        String root = "/test-" + NUMBER.incrementAndGet();
        String hosts = SERVERS.at(kind);
        try (Client maker = Client.open(ClientSettings.of(hosts), SERVERS.system())) {
            maker.blocking().create(root, null, CreateOptions.PERSISTENT);
        }
        return Client.open(ClientSettings.of(hosts + root), SERVERS.system());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasWrittenIsReadUntilItIsDeleted(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            BlockingZnodes znodes = client.blocking();

            assertThat(znodes.create("/a", bytes("one"), CreateOptions.PERSISTENT))
                    .isEqualTo("/a");
            assertThat(text(znodes.read("/a").data())).isEqualTo("one");
            assertThat(znodes.write("/a", bytes("two"), 0).version()).isEqualTo(1);
            assertThat(text(znodes.read("/a", ReadOptions.LINEARIZABLE).data())).isEqualTo("two");
            assertThat(znodes.exists("/a").orElseThrow().dataLength()).isEqualTo(3);
            znodes.delete("/a", DeleteOptions.ofVersion(1));
            assertThat(znodes.exists("/a")).isEmpty();
            znodes.sync("/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyModeOfAZnodeCanBeCreated(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            BlockingZnodes znodes = client.blocking();

            for (CreateMode mode : CreateMode.values()) {
                CreateOptions options = mode.hasTtl()
                        ? CreateOptions.PERSISTENT
                                .with(mode.sequential() ? CreateMode.PERSISTENT_SEQUENTIAL : CreateMode.PERSISTENT)
                                .withTtl(Duration.ofMinutes(1))
                        : CreateOptions.PERSISTENT.with(mode);
                String path = znodes.create("/" + mode + "-", null, options);
                assertThat(path).matches(mode.sequential() ? "/" + mode + "-\\d{10}" : "/" + mode + "-");
                boolean owned = znodes.exists(path).orElseThrow().ephemeralOwner() == client.sessionId();
                assertThat(owned).isEqualTo(mode.ephemeral());
            }
            assertThat(znodes.children("/").names()).hasSize(CreateMode.values().length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void parentsAreMadeWhereTheyAreMissingAndTreesDeletedWhole(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            BlockingZnodes znodes = client.blocking();
            CreateOptions withParents = CreateOptions.PERSISTENT.with(CreateOptions.Parents.PERSISTENT);

            znodes.create("/a/b/c/d", bytes("x"), withParents);
            znodes.create("/a/b/e/f", bytes("x"), withParents.with(CreateOptions.Parents.CONTAINERS));

            assertThat(znodes.children("/a/b").names()).containsExactlyInAnyOrder("c", "e");
            znodes.delete("/a", DeleteOptions.RECURSIVE);
            assertThat(znodes.children("/").names()).isEmpty();
            znodes.delete("/a", DeleteOptions.RECURSIVE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProtectedNameCarriesItsMark(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            CreateOptions options = CreateOptions.EPHEMERAL
                    .with(CreateMode.EPHEMERAL_SEQUENTIAL)
                    .with(CreateOptions.Parents.CONTAINERS)
                    .withProtection();

            assertThat(client.blocking().create("/locks/lock-", null, options))
                    .matches("/locks/_c_[0-9a-f-]{36}-lock-0000000000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorNamesOperationPathAndCause(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            BlockingZnodes znodes = client.blocking();
            znodes.create("/a", null, CreateOptions.PERSISTENT);

            OperationFailed failed = catchThrowableOfType(
                    OperationFailed.class, () -> znodes.create("/a", null, CreateOptions.PERSISTENT));
            assertThat(failed).hasMessage("create /a: the znode exists already");
            assertThat(failed.code()).isEqualTo(ErrorCode.NODE_EXISTS);
            assertThat(failed.nothingChanged()).isTrue();
            assertThatThrownBy(() -> znodes.read("/none")).hasMessage("read /none: there is no such znode");
            assertThatThrownBy(() -> znodes.write("/a", null, 7)).hasMessageContaining("another version");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeAskedFailsBeforeAnyoneIsAsked(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            BlockingZnodes znodes = client.blocking();

            assertThatThrownBy(() -> znodes.read("a"))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessage("read \"a\": a path must start with /");
            assertThatThrownBy(() -> znodes.delete("/", DeleteOptions.PLAIN)).isInstanceOf(InvalidRequest.class);
            assertThatThrownBy(() -> znodes.commit(Transaction.EMPTY.check("/x/", -1)))
                    .isInstanceOf(InvalidRequest.class);
            assertThatThrownBy(() -> znodes.create("/big", new byte[2_000_000], CreateOptions.PERSISTENT))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("more than a server takes");
            assertThat(client.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionHasOneResultAnOperation(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            BlockingZnodes znodes = client.blocking();
            znodes.create("/old", null, CreateOptions.PERSISTENT);

            List<OperationResult> results = znodes.commit(Transaction.EMPTY
                    .check("/old", 0)
                    .create("/n-", bytes("1"), CreateMode.PERSISTENT_SEQUENTIAL)
                    .write("/old", bytes("2"), 0)
                    .delete("/old", 1));

            assertThat(results).hasSize(4);
            assertThat(results.get(0)).isEqualTo(new OperationResult.Checked("/old"));
            assertThat(((OperationResult.Created) results.get(1)).path()).matches("/n-\\d{10}");
            assertThat(((OperationResult.Written) results.get(2)).stat().version())
                    .isEqualTo(1);
            assertThat(results.get(3)).isEqualTo(new OperationResult.Deleted("/old"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailedTransactionSaysWhichOperationFailedAndDidNothing(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            BlockingZnodes znodes = client.blocking();

            OperationFailed failed = catchThrowableOfType(
                    OperationFailed.class,
                    () -> znodes.commit(Transaction.EMPTY
                            .create("/a", null)
                            .delete("/none", -1)
                            .create("/b", null)));

            assertThat(failed).hasMessageContaining("at /none there is no such znode");
            assertThat(failed.results())
                    .containsExactly(
                            new OperationResult.NotDone("/a"),
                            new OperationResult.Failed("/none", ErrorCode.NO_NODE),
                            new OperationResult.NotDone("/b"));
            assertThat(znodes.children("/").names()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWatchTellsOnceOfTheNextChangeInTheClientsOwnPaths(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            LinkedBlockingQueue<Watched> told = new LinkedBlockingQueue<>();
            BlockingZnodes znodes = client.blocking();

            assertThat(znodes.exists("/a", ReadOptions.LOCAL.watchedBy(told::add)))
                    .isEmpty();
            znodes.children("/", ReadOptions.LOCAL.watchedBy(told::add));
            znodes.create("/a", null, CreateOptions.PERSISTENT);
            znodes.read("/a", ReadOptions.LOCAL.watchedBy(told::add));
            znodes.write("/a", bytes("x"), -1);
            znodes.write("/a", bytes("y"), -1);
            znodes.sync("/");

            List<WatchEvent.Type> types = new ArrayList<>();
            for (Watched watched : told) {
                types.add(((Watched.Fired) watched).event().type());
                assertThat(watched.path()).isIn("/", "/a");
            }
            assertThat(types)
                    .containsExactlyInAnyOrder(
                            WatchEvent.Type.NODE_CREATED,
                            WatchEvent.Type.NODE_CHILDREN_CHANGED,
                            WatchEvent.Type.NODE_DATA_CHANGED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListAllowsWhomItNames(ServerKind kind) throws Exception {
        try (Client ann = client(kind);
                Client other = Client.open(
                        ClientSettings.of(ann.settings().connectString().toString()), SERVERS.system())) {
            ann.blocking().authenticate("digest", bytes("ann:secret"));
            List<Acl> own = List.of(new Acl(Acl.ALL, new Identity("auth", "")));
            ann.blocking().create("/own", bytes("x"), CreateOptions.PERSISTENT.with(own));

            assertThatThrownBy(() -> other.blocking().read("/own"))
                    .isInstanceOfSatisfying(
                            OperationFailed.class,
                            failed -> assertThat(failed.code()).isEqualTo(ErrorCode.NO_AUTH));
            assertThat(ann.blocking().readAcl("/own").acl().get(0).identity().scheme())
                    .isEqualTo("digest");
            ann.blocking().writeAcl("/own", Acl.READ_ONLY, 0);
            assertThat(text(other.blocking().read("/own").data())).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedAuthenticationFailsAndClosesTheClient(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            assertThat(client.awaitConnected(Duration.ofSeconds(10))).isTrue();
            assertThatThrownBy(() -> client.blocking().authenticate("nonsense", bytes("x")))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessage("authenticate as nonsense: the server refused the authentication");
            assertThatThrownBy(() -> client.blocking().read("/")).isInstanceOf(ClientClosed.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void actorsAskAndAreToldByMessages(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            TestProbe<Object> probe = SERVERS.probe();

            client.actor().tell(new ClientMessage.Listen(probe.ref()));
            probe.expectMessageClass(StateChange.class);
            client.awaitConnected(Duration.ofSeconds(10));
            client.actor()
                    .tell(ClientMessage.Perform.of(
                            new Operation.Exists("/a", ReadOptions.LOCAL.watchedBy(WatchTarget.actor(probe.ref()))),
                            probe.ref()));
            client.actor()
                    .tell(ClientMessage.Perform.of(
                            new Operation.Create("/a", null, CreateOptions.PERSISTENT), probe.ref()));

            List<Object> seen = new ArrayList<>(probe.receiveSeveralMessages(3, Duration.ofSeconds(5)));
            if (seen.get(0) instanceof StateChange) {
                seen.remove(0);
                seen.add(probe.receiveMessage());
            }
            assertThat(((ClientMessage.Performed<?>) seen.get(0)).result()).isEqualTo(Optional.of(Optional.empty()));
            assertThat(seen.get(1)).isInstanceOf(Watched.Fired.class);
            assertThat(((ClientMessage.Performed<?>) seen.get(2)).failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreThanMayBeOutstandingWaitAndAreAllAnsweredInOrder(ServerKind kind) throws Exception {
        String hosts = SERVERS.at(kind);
        try (Client client = Client.open(
                ClientSettings.of(hosts).withOutstanding(3, ClientSettings.Overflow.WAIT), SERVERS.system())) {
            List<Integer> order = new ArrayList<>();
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                all.add(client.exists("/").thenAccept(stat -> order.add(number)).toCompletableFuture());
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
            assertThat(order).hasSize(200).isSorted();
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreThanMayBeOutstandingFailWhereTheCallerChoseSo(ServerKind kind) throws Exception {
        String hosts = SERVERS.at(kind);
        try (Client client = Client.open(
                ClientSettings.of(hosts).withOutstanding(1, ClientSettings.Overflow.FAIL), SERVERS.system())) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(client.exists("/").toCompletableFuture());
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .handle((done, failure) -> failure)
                    .get(20, TimeUnit.SECONDS);
            assertThat(all.get(0)).isCompleted();
            assertThatThrownBy(all.get(49)::join).hasCauseInstanceOf(TooManyRequests.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callbacksRunInTheProgramsThreadsAndBlockingInThemHarmsNobody(ServerKind kind) throws Exception {
        try (Client client = client(kind)) {
            String thread = client.exists("/")
                    .thenApply(stat -> {
                        try {
                            client.blocking().exists("/");
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return Thread.currentThread().getName();
                    })
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(thread).contains("dispatcher");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedClientsEphemeralsAreGoneAtOnceAndItsThreadsToo(ServerKind kind) throws Exception {
        String hosts = SERVERS.at(kind);
        Client client = Client.open(ClientSettings.of(hosts));
        client.blocking().create("/gone", null, CreateOptions.EPHEMERAL);
        client.close();
        client.close();

        try (Client other = Client.open(ClientSettings.of(hosts), SERVERS.system())) {
            assertThat(other.blocking().exists("/gone", ReadOptions.LINEARIZABLE))
                    .isEmpty();
        }
        assertThat(client.state()).isEqualTo(ConnectionState.CLOSED);
        assertThatThrownBy(() -> client.blocking().read("/")).isInstanceOf(ClientClosed.class);
        assertThat(client.system().getWhenTerminated().toCompletableFuture()).isCompleted();
    }
}
