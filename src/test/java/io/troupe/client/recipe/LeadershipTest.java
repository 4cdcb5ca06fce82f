package io.troupe.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.client.Client;
import io.troupe.client.EachServer;
import io.troupe.client.FaultyLine;
import io.troupe.client.ServerKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a leadership promises, on Troupe and on Apache ZooKeeper. */
@SuppressWarnings("try") // some are held and not spoken to
class LeadershipTest {
    @RegisterExtension
    static final EachServer SERVERS = new EachServer();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String directory = "/leaders/" + NUMBER.incrementAndGet();
    private final List<String> story = new CopyOnWriteArrayList<>();

    private LeadershipListener telling(String name) {
        return new LeadershipListener() {
            @Override
            public void elected(Held leadership) {
                story.add(name + " leads");
            }

            @Override
            public void lost(String reason) {
                story.add(name + " lost");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void oneLeadsAndWhenItResignsTheNext(ServerKind kind) {
        String hosts = SERVERS.at(kind);
        try (Client one = SERVERS.client(hosts);
                Client two = SERVERS.client(hosts)) {
            Leadership first = Leadership.contend(one, directory, "ann", telling("ann"));
            await().until(() -> story.contains("ann leads"));
            try (Leadership second = Leadership.contend(two, directory, "bob", telling("bob"))) {
                first.close();
                await().until(() -> story.contains("bob leads"));
                assertThat(story).containsExactly("ann leads", "ann lost", "bob leads");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskIsInterruptedBeforeAnotherLeads(ServerKind kind) throws Exception {
        String hosts = SERVERS.at(kind);
        CountDownLatch never = new CountDownLatch(1);
        try (FaultyLine line = new FaultyLine(hosts);
                Client one = SERVERS.client(line.connectString());
                Client two = SERVERS.client(hosts);
                Leadership first = Leadership.contend(one, directory, "ann", leadership -> {
                    story.add("ann works");
                    try {
                        never.await();
                    } finally {
                        story.add("ann stopped");
                    }
                })) {
            await().until(() -> story.contains("ann works"));
            try (Leadership second = Leadership.contend(two, directory, "bob", telling("bob"))) {
                line.refuse(true);
                line.cut();
                await().atMost(Duration.ofSeconds(10)).until(() -> story.contains("bob leads"));
                assertThat(story).containsExactly("ann works", "ann stopped", "bob leads");
            }
            line.refuse(false);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> story.size() == 5 && story.get(4).equals("ann works"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatReturnsGivesTheLeadershipToTheNext(ServerKind kind) {
        String hosts = SERVERS.at(kind);
        try (Client one = SERVERS.client(hosts);
                Client two = SERVERS.client(hosts)) {
            Leadership first = Leadership.contend(one, directory, "ann", leadership -> story.add("ann"));
            await().until(() -> story.size() > 2);
            try (Leadership second = Leadership.contend(two, directory, "bob", telling("bob"))) {
                await().until(() -> story.contains("bob leads"));
            }
            first.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void curatorsLatchStandsInTheSameQueue(ServerKind kind) throws Exception {
        String hosts = SERVERS.at(kind);
        try (Client one = SERVERS.client(hosts);
                CuratorFramework curator = CuratorFrameworkFactory.newClient(hosts, new RetryOneTime(100))) {
            curator.start();
            Leadership ours = Leadership.contend(one, directory, "ann", telling("ann"));
            await().until(() -> story.contains("ann leads"));
            LeaderLatch latch = new LeaderLatch(curator, directory, "curator");
            latch.start();
            await().until(() -> latch.getParticipants().size() == 2);
            assertThat(latch.getLeader().getId()).isEqualTo("ann");
            assertThat(latch.hasLeadership()).isFalse();

            ours.close();
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            try (Leadership again = Leadership.contend(one, directory, "ann", telling("again"))) {
                latch.close();
                await().until(() -> story.contains("again leads"));
            }
        }
    }
}
