package io.troupe.session;

import static io.troupe.session.Talk.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Request;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.Xid;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That what waits is bounded, and that it is the greedy who wait. */
class BackPressureTest {
    private static final Request READ = new Request.GetData("/a", false);
    private static final SessionLimits LIMITS =
            new SessionLimits(1 << 20, 4, 100_000, 1_000, 20_000, 10_000, 50_000, 10_000, 1_000);

    private static Request[] reads(int count) {
        Request[] reads = new Request[count];
        Arrays.fill(reads, READ);
        return reads;
    }

    private static Request write(int bytes) {
        return new Request.SetData("/a", new byte[bytes], -1);
    }

    @Test
    void atTheBoundAConnectionIsReadNoMoreUntilAnswersComeBack() {
        Talk talk = Talk.established(LIMITS, new CreditPool(20_000));

        assertThat(talk.send(1, reads(6)).ops()).hasSize(4);
        assertThat(talk.conversation.wantsMore()).isFalse();
        assertThat(talk.conversation.outstanding()).isEqualTo(6);

        assertThat(talk.answer(ok(10)).ops()).hasSize(1);
        assertThat(talk.conversation.wantsMore()).isFalse();
        assertThat(talk.answer(ok(10), ok(10)).ops()).hasSize(1);
        assertThat(talk.conversation.wantsMore()).isTrue();

        talk.answer(ok(10), ok(10), ok(10));
        assertThat(talk.sent()).containsExactly("1/10/OK", "2/10/OK", "3/10/OK", "4/10/OK", "5/10/OK", "6/10/OK");
    }

    @Test
    void aPingOvertakesRequestsThatWait() {
        Talk talk = Talk.established(LIMITS, new CreditPool(20_000));
        talk.send(1, reads(6));

        talk.send(Xid.PING, new Request.Ping());

        assertThat(talk.sent()).containsExactly("-2/5/OK");
    }

    @Test
    void whoIsHeldBackByThisPeerIsSpokenFor() {
        Talk talk = Talk.established(LIMITS, new CreditPool(20_000));
        assertThat(talk.conversation.heldBack()).isFalse();

        talk.send(1, reads(6));

        assertThat(talk.conversation.heldBack()).isTrue();
    }

    @Test
    void aRequestLargerThanTheBoundGoesAlone() {
        Talk talk = Talk.established(LIMITS, new CreditPool(20_000));

        assertThat(talk.send(1, write(200_000), READ).ops()).hasSize(1);
        assertThat(talk.answer(ok(10)).ops()).hasSize(1);
    }

    @Test
    void aGreedyConnectionLeavesTheOthersTheirReserve() {
        CreditPool pool = new CreditPool(5_000);
        Talk greedy = Talk.established(LIMITS, pool);
        Talk modest = Talk.established(LIMITS, pool);
        greedy.send(1, write(10_000));

        assertThat(modest.send(1, READ, READ).ops()).as("within the reserve").hasSize(2);
        assertThat(modest.send(3, write(2_000)).ops()).as("beyond it").isEmpty();
        assertThat(modest.conversation.wantsMore()).isFalse();
        assertThat(modest.retries).isZero();
    }

    @Test
    void whoWaitsForTheCommonPoolIsToldWhenSomeoneGivesBack() {
        CreditPool pool = new CreditPool(5_000);
        Talk greedy = Talk.established(LIMITS, pool);
        Talk modest = Talk.established(LIMITS, pool);
        greedy.send(1, write(10_000));
        modest.send(1, write(2_000));

        greedy.answer(ok(10));
        assertThat(modest.retries).isEqualTo(1);

        assertThat(modest.conversation.retried(0, modest.outbox).ops()).hasSize(1);
        assertThat(modest.conversation.wantsMore()).isTrue();
    }

    @Test
    void aConnectionThatIsGoneGivesBackEverything() {
        CreditPool pool = new CreditPool(5_000);
        Talk greedy = Talk.established(LIMITS, pool);
        Talk modest = Talk.established(LIMITS, pool);
        greedy.send(1, write(10_000));
        modest.send(1, write(2_000));

        greedy.conversation.gone();

        assertThat(modest.retries).isEqualTo(1);
        assertThat(modest.conversation.retried(0, modest.outbox).ops()).hasSize(1);
    }

    @Test
    void oneThatIsGoneBeforeItsTurnInLineLetsTheNextOneThrough() {
        CreditPool pool = new CreditPool(5_000);
        Talk greedy = Talk.established(LIMITS, pool);
        Talk leaver = Talk.established(LIMITS, pool);
        Talk next = Talk.established(LIMITS, pool);
        greedy.send(1, write(10_000));
        leaver.send(1, write(2_000));
        next.send(1, write(2_000));
        greedy.answer(ok(10));
        assertThat(leaver.retries).isEqualTo(1);

        leaver.conversation.gone();

        assertThat(next.retries).isEqualTo(1);
    }

    @Test
    void oneThatMakesNoUseOfItsTurnPassesItOn() {
        CreditPool pool = new CreditPool(5_000);
        Talk greedy = Talk.established(LIMITS, pool);
        Talk stalled = Talk.established(LIMITS, pool);
        Talk next = Talk.established(LIMITS, pool);
        greedy.send(1, write(10_000));
        stalled.send(1, write(2_000));
        next.send(1, write(2_000));
        stalled.conversation.stalled(20_000);
        greedy.answer(ok(10));

        stalled.conversation.retried(0, stalled.outbox);

        assertThat(next.retries).isEqualTo(1);
    }

    @Test
    void theRequestsOfASlowReaderWaitUntilItHasRead() {
        Talk talk = Talk.established(LIMITS, new CreditPool(20_000));
        assertThat(talk.conversation.stalled(10_000)).isFalse();
        assertThat(talk.conversation.wantsMore()).isFalse();
        assertThat(talk.conversation.heldBack()).as("its own doing").isFalse();
        assertThat(talk.send(1, READ).ops()).isEmpty();

        Turn drained = talk.conversation.drained(0, talk.outbox);

        assertThat(drained.ops()).hasSize(1);
        assertThat(talk.conversation.wantsMore()).isTrue();
    }

    @Test
    void aReaderThatIsTooSlowIsLeft() {
        Talk talk = Talk.established(LIMITS, new CreditPool(20_000));

        assertThat(talk.conversation.stalled(50_001)).isTrue();
        assertThat(talk.tell(new ClientEvent.Answers(List.of(ok(10)))).close())
                .as("whatever the replica still says")
                .isFalse();
    }

    @Test
    void latencyIsFromTheReadingOfARequestToItsReply() {
        Talk talk = Talk.established(LIMITS, new CreditPool(20_000));
        talk.nowNanos = 1_000;
        talk.send(1, READ);
        talk.nowNanos = 2_000;
        talk.send(2, READ);
        talk.nowNanos = 4_000;
        talk.answer(ok(10), ok(10));

        assertThat(talk.outbox.leastNanos()).isEqualTo(2_000);
        assertThat(talk.outbox.greatestNanos()).isEqualTo(3_000);
        assertThat(talk.outbox.sumNanos()).isEqualTo(5_000);
    }
}
