package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.wire.RequestEncoder;
import io.troupe.zab.Submission;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingWritesTest {
    private static final int CREDIT = 2_000;
    private static final int PARCEL_MAX = 600;
    private static final int BODY = 100;

    private final WaitingWrites writes = new WaitingWrites(CREDIT, PARCEL_MAX);

    @Test
    void numbersHaveNoGapsAndRestartWithEachAttachment() {
        connect(1);
        connect(2);

        assertThat(List.of(write(1), write(2), write(1), writes.close(1), write(2)))
                .containsExactly(1L, 1L, 2L, 3L, 2L);
        assertThat(taken()).containsExactly("1:0", "2:0", "1:1", "2:1", "1:2", "1:3", "2:2");
    }

    @Test
    void whatIsNotAppliedIsSentAgainInOrder() {
        connect(1);
        connect(2);
        write(1);
        write(2);
        taken();
        write(1);
        writes.applied(1, 0);
        writes.applied(2, 1);

        writes.sendAgain();
        assertThat(taken()).containsExactly("1:1", "1:2");
        assertThat(taken()).isEmpty();
    }

    @Test
    void noMoreIsWithTheRoleThanItsCredit() {
        connect(1);
        for (int i = 0; i < 100; i++) {
            write(1);
        }
        List<String> first = taken();
        assertThat(first).hasSizeBetween(CREDIT / (BODY + 60), CREDIT / BODY + 2);
        assertThat(taken()).isEmpty();

        writes.applied(1, 5);
        assertThat(taken()).isNotEmpty().hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aParcelGathersUpToItsBoundAndALargerWriteTravelsAlone() {
        connect(1);
        write(1);
        write(1);
        write(1, 1_200);
        write(1);

        List<Submission> submissions = writes.take();
        assertThat(submissions).extracting(Submission::count).containsExactly(3, 1, 1);
    }

    @Test
    void whoAskedToConnectAndIsGoneIsWithdrawnSentOrNot() {
        connect(1);
        taken();
        connect(2);
        writes.disconnected(1);
        writes.disconnected(2);

        assertThat(taken()).isEmpty();
        writes.sendAgain();
        assertThat(taken()).isEmpty();
        assertThat(writes.size()).isZero();
    }

    @Test
    void whatAClientWroteBeforeItLeftStands() {
        connect(1);
        writes.applied(1, 0);
        write(1);
        writes.disconnected(1);

        writes.sendAgain();
        assertThat(taken()).containsExactly("1:1");
        writes.applied(1, 1);
        assertThat(writes.size()).isZero();
    }

    @Test
    void whatASessionLeftBehindIsVoid() {
        connect(1);
        connect(2);
        write(1);
        write(2);
        writes.forget(1);

        assertThat(taken()).containsExactly("2:0", "2:1");
    }

    @Test
    void whatIsForgottenGivesItsCreditBack() {
        connect(1);
        connect(2);
        for (int i = 0; i < 20; i++) {
            write(1);
        }
        write(2);
        assertThat(taken()).doesNotContain("2:1");

        writes.forget(1);
        assertThat(taken()).containsExactly("2:1");
    }

    private void connect(long attachment) {
        writes.connect(attachment, attachment, new Entry.CreateSession(attachment, new byte[] {1}, 4_000, attachment));
    }

    private long write(long attachment) {
        return write(attachment, BODY);
    }

    private long write(long attachment, int dataBytes) {
        Request.Write request = new Request.SetData("/a", new byte[dataBytes], -1);
        return writes.write(attachment, OpCode.SET_DATA, RequestEncoder.body(request), List.of(Identity.ANYONE));
    }

    /** What goes to the role now, as attachment and number. */
    private List<String> taken() {
        List<String> taken = new ArrayList<>();
        for (Submission submission : writes.take()) {
            for (Entry entry : Parcel.decode(ByteBuffer.wrap(submission.parcel()))) {
                taken.add(
                        entry instanceof Entry.Numbered numbered
                                ? numbered.attachment() + ":" + numbered.sequence()
                                : ((Entry.CreateSession) entry).attachment() + ":0");
            }
        }
        return taken;
    }
}
