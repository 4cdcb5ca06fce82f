package io.troupe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.Identity;
import io.troupe.model.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a session, its watches and its requests when the line is cut, on both kinds of server. */
class ConnectionLossTest {
    private static final Duration SESSION = Duration.ofSeconds(2);
    private static ActorTestKit kit;

    private ServerKind.Server server;
    private FaultyLine line;
    private Client client;
    private final Map<ConnectionState, Long> saidNanos = new ConcurrentHashMap<>();
    private final List<ConnectionState> states = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void system() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void shutdown() {
        kit.shutdownTestKit();
    }

    private BlockingZnodes connect(ServerKind kind) throws InterruptedException {
        server = kind.start();
        line = new FaultyLine(server.connectString());
        client = Client.open(
                ClientSettings.of(line.connectString())
                        .withSessionTimeout(SESSION)
                        .withAttemptTimeout(Duration.ofSeconds(1)),
                kit.system());
        client.onStateChange(change -> {
            saidNanos.put(change.state(), System.nanoTime());
            states.add(change.state());
        });
        assertThat(client.awaitConnected(Duration.ofSeconds(10))).isTrue();
        return client.blocking();
    }

    @AfterEach
    void close() {
        client.close();
        line.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCutLineIsSuspendedThenReconnectedWithTheSameSession(ServerKind kind) throws Exception {
        BlockingZnodes znodes = connect(kind);
        long session = client.sessionId();
        znodes.create("/mine", null, CreateOptions.EPHEMERAL);

        line.cut();
        await().until(() -> states.contains(ConnectionState.RECONNECTED));

        assertThat(states)
                .containsExactly(ConnectionState.CONNECTED, ConnectionState.SUSPENDED, ConnectionState.RECONNECTED);
        assertThat(client.sessionId()).isEqualTo(session);
        assertThat(znodes.exists("/mine").orElseThrow().ephemeralOwner()).isEqualTo(session);
    }

    @ParameterizedTest
    @EnumSource
    void lostIsSaidByTheOwnClockWhileNoServerCanBeReached(ServerKind kind) throws Exception {
        BlockingZnodes znodes = connect(kind);
        long first = client.sessionId();
        znodes.create("/mine", null, CreateOptions.EPHEMERAL);
        LinkedBlockingQueue<Watched> told = new LinkedBlockingQueue<>();
        znodes.read("/mine", ReadOptions.LOCAL.watchedBy(told::add));
        line.refuse(true);
        line.cut();
        long cut = System.nanoTime();

        await().atMost(Duration.ofSeconds(5)).until(() -> states.contains(ConnectionState.LOST));
        assertThat(Duration.ofNanos(saidNanos.get(ConnectionState.LOST) - cut)).isLessThanOrEqualTo(SESSION);
        assertThat(client.sessionLives(first)).isFalse();
        assertThat(told.poll(5, TimeUnit.SECONDS)).isInstanceOf(Watched.Ended.class);

        line.refuse(false);
        await().atMost(Duration.ofSeconds(10)).until(() -> client.state() == ConnectionState.CONNECTED);
        assertThat(client.sessionId()).isNotEqualTo(first);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> znodes.exists("/mine").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatFallsSilentIsLeftInTime(ServerKind kind) throws Exception {
        BlockingZnodes znodes = connect(kind);
        line.silence(true);
        await().until(() -> states.contains(ConnectionState.SUSPENDED));
        line.silence(false);
        await().until(() -> states.contains(ConnectionState.RECONNECTED));
        assertThat(znodes.exists("/")).isPresent();
        assertThat(states).doesNotContain(ConnectionState.LOST);
    }

    @ParameterizedTest
    @EnumSource
    void watchesAndAuthenticationsMoveWithTheSession(ServerKind kind) throws Exception {
        BlockingZnodes znodes = connect(kind);
        znodes.authenticate("digest", "ann:secret".getBytes(StandardCharsets.UTF_8));
        List<Acl> own = List.of(new Acl(Acl.ALL, new Identity("auth", "")));
        znodes.create("/own", null, CreateOptions.PERSISTENT.with(own));
        LinkedBlockingQueue<Watched> told = new LinkedBlockingQueue<>();
        znodes.read("/own", ReadOptions.LOCAL.watchedBy(told::add));
        znodes.exists("/later", ReadOptions.LOCAL.watchedBy(told::add));
        line.cut();
        await().until(() -> states.contains(ConnectionState.RECONNECTED));

        znodes.write("/own", null, -1);
        znodes.create("/later", null, CreateOptions.PERSISTENT);

        assertThat(fired(told).type()).isEqualTo(WatchEvent.Type.NODE_DATA_CHANGED);
        assertThat(fired(told).type()).isEqualTo(WatchEvent.Type.NODE_CREATED);
    }

    private static WatchEvent fired(LinkedBlockingQueue<Watched> told) throws InterruptedException {
        return ((Watched.Fired) told.poll(5, TimeUnit.SECONDS)).event();
    }

    @ParameterizedTest
    @EnumSource
    void aWriteWithoutAnswerHasAnUnknownOutcomeAndAReadIsRepeated(ServerKind kind) throws Exception {
        BlockingZnodes znodes = connect(kind);
        znodes.create("/a", null, CreateOptions.PERSISTENT);
        line.silence(true);
        CompletionStage<?> write = client.write("/a", new byte[1], -1);
        CompletionStage<Operation.ZnodeData> read = client.read("/a", ReadOptions.LINEARIZABLE);
        await().until(() -> states.contains(ConnectionState.SUSPENDED));
        line.silence(false);

        assertThatThrownBy(() -> write.toCompletableFuture().get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(OutcomeUnknown.class, unknown -> {
                    assertThat(unknown.path()).isEqualTo("/a");
                    assertThat(unknown.operation()).isEqualTo("write");
                    assertThat(unknown.cxid()).isPositive();
                });
        assertThat(read.toCompletableFuture().get(10, TimeUnit.SECONDS).data()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aProtectedCreateIsFoundAgainAfterALostReply(ServerKind kind) throws Exception {
        BlockingZnodes znodes = connect(kind);
        znodes.create("/dir", null, CreateOptions.PERSISTENT);
        CreateOptions options =
                CreateOptions.EPHEMERAL.with(CreateMode.EPHEMERAL_SEQUENTIAL).withProtection();
        line.silence(true);
        CompletionStage<String> create = client.create("/dir/n-", null, options);
        await().until(() -> states.contains(ConnectionState.SUSPENDED));
        line.silence(false);

        String path = create.toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(znodes.children("/dir").names()).containsExactly(path.substring("/dir/".length()));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAskedWhileNobodyIsThereEndsAtItsDeadline(ServerKind kind) throws Exception {
        connect(kind);
        line.refuse(true);
        line.cut();
        try (Client impatient = Client.open(
                ClientSettings.of(line.connectString()).withDeadline(Duration.ofMillis(300)), kit.system())) {
            assertThatThrownBy(() -> impatient.blocking().create("/a", null, CreateOptions.PERSISTENT))
                    .isInstanceOf(DeadlineExceeded.class)
                    .hasMessageContaining("create /a: the deadline passed; no connection: ")
                    .hasMessageContaining("the server closed the connection");
        }
    }
}
