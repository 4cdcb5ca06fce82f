package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.ErrorCode;
import io.troupe.model.Zxid;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.tree.ClientEvent.Answers;
import io.troupe.tree.ClientEvent.Connected;
import io.troupe.tree.ClientEvent.Ended;
import io.troupe.tree.ClientEvent.Ending;
import io.troupe.zab.Batch;
import io.troupe.zab.Now;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaActorTest {
    private static final ReplicaSettings SETTINGS = new ReplicaSettings(4, 1 << 20, 1 << 16, 100, 60_000, 10, 0);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<RoleCommand> role = kit.createTestProbe(RoleCommand.class);
    private final TestProbe<ClientEvent> client = kit.createTestProbe(ClientEvent.class);
    private final TestProbe<ReplicaActor.Applied> feed = kit.createTestProbe(ReplicaActor.Applied.class);
    private final AtomicLong millis = new AtomicLong();
    private final ActorRef<ReplicaActor.Command> replica =
            kit.spawn(ReplicaActor.create(SETTINGS, () -> new Now(millis.get(), 1_000_000)));
    private long zxid = Zxid.of(1, 0);

    @BeforeEach
    void serve() {
        replica.tell(new ReplicaActor.RoleActive(1, role.ref(), 0, false));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aSessionWritesAndReadsWhatItWrote() {
        connect(1, client);
        replica.tell(new ReplicaActor.Requests(
                1, List.of(ReplicaStage.create("/a"), ReplicaStage.exists("/a"), ReplicaStage.exists("/b"))));
        commit();

        assertThat(replies(3, client)).containsExactly("OK@2", "OK@2", "NO_NODE@2");
    }

    @Test
    void manyRequestsOverManySubtreesAreAllAnsweredInOrder() {
        connect(1, client);
        List<Op> creates = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            creates.add(ReplicaStage.create("/n" + i));
        }
        replica.tell(new ReplicaActor.Requests(1, creates));
        commit();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            expected.add("OK@" + (2 + i));
        }
        for (int i = 0; i < 100; i++) {
            replica.tell(new ReplicaActor.Requests(1, List.of(ReplicaStage.exists("/n" + i % 50))));
            expected.add("OK@51");
        }

        assertThat(replies(150, client)).isEqualTo(expected);
    }

    @Test
    void touchesGoToTheRoleWithTheNextBeat() {
        connect(1, client);
        replica.tell(new ReplicaActor.Touch(1));
        time.timePasses(Duration.ofMillis(SETTINGS.touchMillis()));

        assertThat(role.expectMessageClass(RoleCommand.Touched.class).sessions())
                .containsExactly(1);
    }

    @Test
    void aConnectionEndsWhenNobodyConfirmsItForTwoThirdsOfItsTimeout() {
        connect(1, client);
        replica.tell(new ReplicaActor.RoleEnded(1));
        replica.tell(new ReplicaActor.Touch(1));
        millis.set(2_600);
        time.expectNoMessageFor(Duration.ofMillis(SETTINGS.touchMillis()), client);
        millis.set(2_720);
        time.timePasses(Duration.ofMillis(SETTINGS.touchMillis()));

        client.expectMessage(new Ended(Ending.NOT_SERVING));
    }

    @Test
    void aGoneConnectionHearsNothing() {
        connect(1, client);
        replica.tell(new ReplicaActor.Requests(1, List.of(ReplicaStage.create("/a"), ReplicaStage.exists("/a"))));
        replica.tell(new ReplicaActor.Disconnect(1));
        commit();
        TestProbe<ClientEvent> other = kit.createTestProbe(ClientEvent.class);
        connect(2, other);
        replica.tell(new ReplicaActor.Requests(2, List.of(ReplicaStage.exists("/a"))));

        assertThat(replies(1, other)).containsExactly("OK@3");
        client.expectNoMessage(Duration.ZERO);
    }

    @Test
    void theFactsAreReported() {
        connect(1, client);
        TestProbe<Facts> facts = kit.createTestProbe(Facts.class);
        replica.tell(new ReplicaActor.ReportFacts(facts.ref()));

        assertThat(facts.receiveMessage().zxid()).isEqualTo(Zxid.of(1, 1));
    }

    @Test
    void aGapInTheHistoryStopsIt() {
        zxid = Zxid.of(1, 5);
        replica.tell(connect(1, 1, client));
        commit();

        kit.createTestProbe().expectTerminated(replica);
    }

    private void connect(long attachment, TestProbe<ClientEvent> probe) {
        replica.tell(connect(attachment, attachment, probe));
        commit();
        probe.expectMessageClass(Connected.class);
    }

    private static ReplicaActor.Connect connect(long attachment, long session, TestProbe<ClientEvent> probe) {
        return new ReplicaActor.Connect(attachment, 0, 4_000, 0, null, session, ReplicaStage.SECRET, probe.ref());
    }

    /** Commits what the role is sent next. */
    private void commit() {
        RoleCommand.Submit submit = role.expectMessageClass(RoleCommand.Submit.class);
        Batch batch = Batch.sequence(zxid + 1, 1_000, 1, submit.submissions());
        zxid = batch.lastZxid();
        replica.tell(new ReplicaActor.Committed(List.of(batch), feed.ref()));
    }

    private static List<String> replies(int count, TestProbe<ClientEvent> probe) {
        List<String> replies = new ArrayList<>();
        while (replies.size() < count) {
            for (Answer answer : probe.expectMessageClass(Answers.class).answers()) {
                Answer.Reply reply = (Answer.Reply) answer;
                assertThat(reply.body() == null).isEqualTo(reply.error() != ErrorCode.OK);
                replies.add(reply.error() + "@" + Zxid.counterOf(reply.zxid()));
            }
        }
        return replies;
    }
}
