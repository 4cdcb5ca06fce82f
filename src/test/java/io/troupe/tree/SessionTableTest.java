package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Request;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing takes effect twice, out of order, or under an attachment that is over. */
class SessionTableTest {
    private static final byte[] SECRET = {1, 2, 3};
    private static final byte[] OTHER_SECRET = {1, 2, 4};
    private static final long ID = 7;
    private static final long FIRST = 100;
    private static final long SECOND = 200;
    private static final long THIRD = 300;

    private final SessionTable table = new SessionTable();

    @BeforeEach
    void aSession() {
        assertThat(judge(new Entry.CreateSession(ID, SECRET, 4_000, FIRST))).isEqualTo(Verdict.ACCEPTED);
    }

    private Verdict judge(Entry entry) {
        return table.judge(entry, Places.NONE);
    }

    private Verdict write(long attachment, long sequence) {
        return judge(new Entry.ClientWrite(ID, attachment, sequence, List.of(), new Request.Delete("/a", -1)));
    }

    private Verdict attach(long attachment, long replaces) {
        return judge(new Entry.AttachSession(ID, SECRET, 6_000, attachment, replaces));
    }

    private void assertChangesNothing(Runnable what) {
        long digest = table.digest();
        what.run();
        assertThat(table.digest()).isEqualTo(digest);
    }

    @Test
    void writesAreAcceptedInTheOrderOfTheirNumbers() {
        assertThat(write(FIRST, 1)).isEqualTo(Verdict.ACCEPTED);
        assertThat(write(FIRST, 2)).isEqualTo(Verdict.ACCEPTED);
        assertThat(table.find(ID).orElseThrow().lastSequence()).isEqualTo(2);
    }

    @Test
    void aWriteThatWasDoneBeforeIsVoid() {
        write(FIRST, 1);

        assertChangesNothing(() -> assertThat(write(FIRST, 1)).isEqualTo(Verdict.VOID));
    }

    @Test
    void aWriteAfterAGapIsVoidAndIsAcceptedOnceTheGapIsFilled() {
        assertChangesNothing(() -> assertThat(write(FIRST, 2)).isEqualTo(Verdict.VOID));

        assertThat(write(FIRST, 1)).isEqualTo(Verdict.ACCEPTED);
        assertThat(write(FIRST, 2)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void anUnreadableWriteUsesUpItsNumber() {
        assertThat(judge(new Entry.Unreadable(ID, FIRST, 1))).isEqualTo(Verdict.ACCEPTED);
        assertThat(write(FIRST, 2)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void anotherAttachmentIsMoved() {
        assertChangesNothing(() -> assertThat(write(SECOND, 1)).isEqualTo(Verdict.MOVED));
    }

    @Test
    void numbersStartAgainWithEachAttachmentAndTheOldOneIsMoved() {
        write(FIRST, 1);
        assertThat(attach(SECOND, FIRST)).isEqualTo(Verdict.ACCEPTED);

        assertThat(write(FIRST, 2)).isEqualTo(Verdict.MOVED);
        assertThat(write(SECOND, 2)).isEqualTo(Verdict.VOID);
        assertThat(write(SECOND, 1)).isEqualTo(Verdict.ACCEPTED);
        assertThat(table.find(ID).orElseThrow().timeoutMillis()).isEqualTo(6_000);
    }

    @Test
    void anAttachThatWasDoneBeforeIsVoidAndKeepsTheNumbers() {
        attach(SECOND, FIRST);
        write(SECOND, 1);

        assertChangesNothing(() -> assertThat(attach(SECOND, FIRST)).isEqualTo(Verdict.VOID));
        assertThat(write(SECOND, 2)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void anAttachThatDidNotSeeTheLatestAttachmentIsMoved() {
        attach(SECOND, FIRST);

        assertChangesNothing(() -> assertThat(attach(THIRD, FIRST)).isEqualTo(Verdict.MOVED));
        assertThat(attach(THIRD, SECOND)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void anAttachWithAWrongSecretOrToNoSessionIsExpired() {
        assertChangesNothing(() -> {
            assertThat(judge(new Entry.AttachSession(ID, OTHER_SECRET, 4_000, SECOND, FIRST)))
                    .isEqualTo(Verdict.EXPIRED);
            assertThat(judge(new Entry.AttachSession(8, SECRET, 4_000, SECOND, FIRST)))
                    .isEqualTo(Verdict.EXPIRED);
        });
    }

    @Test
    void aCreateThatWasDoneBeforeIsVoidAndATakenIdIsRefused() {
        assertChangesNothing(() -> {
            assertThat(judge(new Entry.CreateSession(ID, SECRET, 4_000, FIRST))).isEqualTo(Verdict.VOID);
            assertThat(judge(new Entry.CreateSession(ID, OTHER_SECRET, 4_000, SECOND)))
                    .isEqualTo(Verdict.EXPIRED);
        });
    }

    @Test
    void aCloseComesInItsTurnAndEverythingAfterItIsExpired() {
        assertThat(judge(new Entry.CloseSession(ID, FIRST, 2))).isEqualTo(Verdict.VOID);
        assertThat(judge(new Entry.CloseSession(ID, SECOND, 1))).isEqualTo(Verdict.MOVED);
        assertThat(judge(new Entry.CloseSession(ID, FIRST, 1))).isEqualTo(Verdict.ACCEPTED);

        assertThat(table.count()).isZero();
        assertThat(table.digest()).isZero();
        assertThat(write(FIRST, 2)).isEqualTo(Verdict.EXPIRED);
        assertThat(judge(new Entry.CloseSession(ID, FIRST, 1))).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void anExpiryThatJudgedAnEarlierAttachmentIsVoid() {
        attach(SECOND, FIRST);

        assertChangesNothing(
                () -> assertThat(judge(new Entry.ExpireSession(ID, FIRST))).isEqualTo(Verdict.VOID));
        assertThat(judge(new Entry.ExpireSession(ID, SECOND))).isEqualTo(Verdict.ACCEPTED);
        assertThat(judge(new Entry.ExpireSession(ID, SECOND))).isEqualTo(Verdict.VOID);
        assertThat(table.digest()).isZero();
    }
}
