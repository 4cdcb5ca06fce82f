package io.troupe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.server.testing.TestEnsemble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryOneTime;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens to a control plane, the engine beside it does not notice, and it comes back by itself. */
class IsolationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private TestEnsemble ensemble;
    private CuratorFramework client;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicReference<Exception> failed = new AtomicReference<>();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private Thread writer;
    private int written;
    private int leader;

    @BeforeEach
    void start() throws Exception {
        ensemble = TestEnsemble.startObserved(3);
        awaitOneCluster();
        leader = ensemble.leader().orElseThrow();
        client = CuratorFrameworkFactory.newClient(ensemble.connectString(1), new RetryOneTime(1));
        client.getConnectionStateListenable().addListener((who, state) -> {
            if (state == ConnectionState.SUSPENDED || state == ConnectionState.LOST) {
                lost.set(true);
            }
        });
        client.start();
        client.create().forPath("/n", "0".getBytes(StandardCharsets.UTF_8));
        writer = new Thread(this::write, "writer");
        writer.start();
    }

    private void write() {
        try {
            while (writing.get()) {
                int next = written + 1;
                client.setData().forPath("/n", Integer.toString(next).getBytes(StandardCharsets.UTF_8));
                written = next;
            }
        } catch (Exception e) {
            failed.set(e);
        }
    }

    /** As each of the three sees it. */
    private void awaitOneCluster() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            for (int peer = 1; peer <= 3; peer++) {
                var members = Endpoint.of(ensemble.control(peer)).json("/cluster/members");
                assertThat(members.path("members"))
                        .hasSize(3)
                        .allSatisfy(member ->
                                assertThat(member.path("status").asText()).isEqualTo("Up"));
                assertThat(members.path("unreachable")).isEmpty();
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        writing.set(false);
        writer.join();
        client.close();
        ensemble.close();
    }

    private int other() {
        return leader == 1 ? 2 : 1;
    }

    private ActorSystem<Object> running(int peer) {
        return ensemble.control(peer).running().orElseThrow();
    }

    private void thenAllIsWell(int hurt, int startsBefore) throws Exception {
        await().atMost(PATIENCE).until(() -> ensemble.control(hurt).starts() > startsBefore);
        awaitOneCluster();
        int before = written;
        await().atMost(PATIENCE).until(() -> written > before);
        writing.set(false);
        writer.join();
        assertThat(failed.get()).isNull();
        assertThat(lost).as("the client's connection was lost").isFalse();
        assertThat(ensemble.leader()).hasValue(leader);
        assertThat(client.checkExists().forPath("/n").getVersion()).isEqualTo(written);
    }

    @Test
    void aMemberThatIsDownedByTheOthersComesBack() throws Exception {
        int starts = ensemble.control(other()).starts();
        Cluster.get(running(leader))
                .manager()
                .tell(new Down(Cluster.get(running(other())).selfMember().address()));

        thenAllIsWell(other(), starts);
    }

    @Test
    void theLeadersOwnMemberMayBeDowned() throws Exception {
        int starts = ensemble.control(leader).starts();
        Cluster.get(running(other()))
                .manager()
                .tell(new Down(Cluster.get(running(leader)).selfMember().address()));

        thenAllIsWell(leader, starts);
    }

    @Test
    void anActorSystemThatEndsIsStartedAgain() throws Exception {
        int starts = ensemble.control(other()).starts();
        running(other()).terminate();

        thenAllIsWell(other(), starts);
    }

    @Test
    void allControlPlanesMayEndAtOnce() throws Exception {
        int starts = ensemble.control(leader).starts();
        for (int peer = 1; peer <= 3; peer++) {
            running(peer).terminate();
        }

        thenAllIsWell(leader, starts);
    }
}
