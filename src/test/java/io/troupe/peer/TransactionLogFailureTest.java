package io.troupe.peer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.journal.DiskFault;
import io.troupe.journal.DiskTwin;
import io.troupe.journal.EngineForLogs;
import io.troupe.journal.JournalSettings;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the disk fails, one line says what to do, and nobody is answered any more. */
class TransactionLogFailureTest {
    private static final JournalSettings SETTINGS = new JournalSettings(1, 2_000, 0, 7);
    private static final String SEGMENT = "0000000000000000001.log";
    private static final List<LogRecord> PROMISE = List.of(new LogRecord.EpochPromised(1, 1));
    private static final List<LogRecord> ENTRANCE = List.of(new LogRecord.EpochEntered(1, 1, 99));

    private final DiskTwin disk = new DiskTwin();
    private EngineForLogs engine;
    private ActorRef<TransactionLogActor.Command> log;
    private TestProbe<Object> probe;

    @BeforeEach
    void start() {
        engine = new EngineForLogs(disk, SETTINGS);
        log = engine.kit().spawn(TransactionLogActor.create(engine.journal()));
        probe = engine.kit().createTestProbe();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void open() {
        log.tell(new TransactionLogActor.Open(1, probe.ref().narrow()));
    }

    private void append(long ticket, List<LogRecord> records) {
        log.tell(new TransactionLogActor.Append(1, ticket, records, probe.ref().narrow()));
    }

    private void fail(DiskFault.Call struck, DiskFault fault) {
        disk.strike((call, file) -> call == struck ? fault : DiskFault.None.NONE);
    }

    private String fatalMessage() throws InterruptedException {
        return engine.fatal().poll(20, SECONDS);
    }

    private void appendThePromise() {
        open();
        append(1, PROMISE);
        probe.receiveSeveralMessages(2);
    }

    @Test
    void aForceThatFailsEndsThePeerAndNothingIsAnswered() throws InterruptedException {
        appendThePromise();
        fail(DiskFault.Call.FORCE, new DiskFault.Fail());
        append(2, ENTRANCE);

        assertThat(fatalMessage())
                .startsWith("The disk failed at twin:/" + SEGMENT + " (Input/output error). This peer stops")
                .doesNotContain("\n");
        disk.strike(DiskFault.HEALTHY);
        append(3, ENTRANCE);
        open();
        probe.expectNoMessage();
    }

    @Test
    void aFullDiskEndsThePeerAndItIsSaidWhatToDo() throws InterruptedException {
        appendThePromise();
        fail(DiskFault.Call.WRITE, new DiskFault.Full(10));
        append(2, ENTRANCE);

        assertThat(fatalMessage())
                .startsWith("The disk is full: twin:/" + SEGMENT)
                .contains("Free space and start this peer again");
        probe.expectNoMessage();

        disk.crash();
        stop();
        start();
        open();
        assertThat(probe.expectMessageClass(TransactionLogActor.Opened.class).state())
                .isEqualTo(LogState.BLANK.after(PROMISE.get(0)));
    }

    @Test
    void aDamagedLogIsNamedAndNotOpened() throws InterruptedException {
        appendThePromise();
        append(2, ENTRANCE);
        probe.receiveMessage();
        stop();
        byte[] bytes = disk.contents(SEGMENT);
        bytes[60] ^= 1;
        disk.plant(SEGMENT, bytes);
        start();
        open();

        assertThat(fatalMessage()).startsWith("The transaction log is damaged: twin:/" + SEGMENT + ", offset ");
        probe.expectNoMessage();
    }

    @Test
    void aTornTailIsCutWithALogLine() {
        appendThePromise();
        append(2, ENTRANCE);
        probe.receiveMessage();
        stop();
        byte[] bytes = disk.contents(SEGMENT);
        bytes[bytes.length - 1] ^= 1;
        disk.plant(SEGMENT, bytes);

        LoggingTestKit.warn("was never completed, hence never acknowledged: twin:/" + SEGMENT + " is cut at offset ")
                .expect(engine.kit().system(), () -> {
                    start();
                    open();
                    return probe.expectMessageClass(TransactionLogActor.Opened.class);
                });
    }

    @Test
    void aLogThatCannotBeReadIsNotFollowedFromMemory() throws InterruptedException {
        appendThePromise();
        fail(DiskFault.Call.READ, new DiskFault.Fail());
        stop();
        start();
        open();

        assertThat(fatalMessage()).contains("Input/output error");
        probe.expectNoMessage();
    }

    @Test
    void recordsThatCannotStandInTheLogEndThePeerBeforeTheyAreWritten() throws InterruptedException {
        appendThePromise();
        append(2, List.of(new LogRecord.EpochEntered(7, 3, 99), new LogRecord.EpochEntered(7, 3, 99)));

        assertThat(fatalMessage()).startsWith("The log was handed what cannot stand in it");
        append(3, ENTRANCE);
        probe.expectMessage(new TransactionLogActor.Appended(1, 3));
    }
}
