package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.journal.EngineForLogs;
import io.troupe.journal.FileDisk;
import io.troupe.journal.GatedDisk;
import io.troupe.journal.JournalSettings;
import io.troupe.model.Zxid;
import io.troupe.peer.TransactionLogActor.Append;
import io.troupe.peer.TransactionLogActor.Appended;
import io.troupe.peer.TransactionLogActor.Locate;
import io.troupe.peer.TransactionLogActor.Located;
import io.troupe.peer.TransactionLogActor.Open;
import io.troupe.peer.TransactionLogActor.Opened;
import io.troupe.peer.TransactionLogActor.Read;
import io.troupe.peer.TransactionLogActor.ReadDone;
import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import io.troupe.zab.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionLogActorTest {
    private static final JournalSettings SETTINGS = new JournalSettings(1, 2_000, 4_000, 7);
    private static final List<LogRecord> EPOCH_ONE =
            List.of(new LogRecord.EpochPromised(1, 1), new LogRecord.EpochEntered(1, 1, 99));

    @TempDir
    Path directory;

    private FileDisk files;
    private GatedDisk disk;
    private EngineForLogs engine;
    private ActorRef<TransactionLogActor.Command> log;
    private TestProbe<Object> probe;

    @BeforeEach
    void start() throws IOException {
        files = FileDisk.open(directory);
        disk = new GatedDisk(files);
        engine = new EngineForLogs(disk, SETTINGS);
        log = engine.kit().spawn(TransactionLogActor.create(engine.journal()));
        probe = engine.kit().createTestProbe();
    }

    @AfterEach
    void stop() throws IOException {
        disk.openGates();
        engine.close();
        files.close();
        assertThat(engine.fatal()).isEmpty();
    }

    private void restart() throws IOException {
        stop();
        start();
    }

    private LogState open(long incarnation) {
        log.tell(new Open(incarnation, probe.ref().narrow()));
        Opened opened = probe.expectMessageClass(Opened.class);
        assertThat(opened.incarnation()).isEqualTo(incarnation);
        return opened.state();
    }

    private void append(long incarnation, long ticket, List<LogRecord> records) {
        log.tell(new Append(incarnation, ticket, records, probe.ref().narrow()));
    }

    private List<Batch> read(long afterZxid, int maxBytes) {
        log.tell(new Read(afterZxid, Long.MAX_VALUE, maxBytes, probe.ref().narrow()));
        ReadDone done = probe.expectMessageClass(ReadDone.class);
        assertThat(done.afterZxid()).isEqualTo(afterZxid);
        return done.batches();
    }

    private static Batch batch(long counter) {
        return Batch.sequence(Zxid.of(1, counter), 5, 1, List.of(new Submission(1, new byte[300])));
    }

    private static List<LogRecord> accepted(long counter) {
        return List.of(new LogRecord.Accepted(List.of(batch(counter)), Zxid.of(1, counter - 1)));
    }

    @Test
    void aNewLogIsBlank() {
        assertThat(open(1)).isEqualTo(LogState.BLANK);
    }

    @Test
    void whatWasAppendedIsThereAfterARestart() throws IOException {
        open(1);
        append(1, 1, EPOCH_ONE);
        for (int i = 1; i <= 20; i++) {
            append(1, i + 1, accepted(i));
        }
        for (int i = 1; i <= 21; i++) {
            probe.expectMessage(new Appended(1, i));
        }
        LogState before = open(2);
        restart();

        LogState after = open(1);
        assertThat(after).isEqualTo(before);
        assertThat(after.lastZxid()).isEqualTo(Zxid.of(1, 20));
        assertThat(after.commitPoint()).isEqualTo(Zxid.of(1, 19));
        assertThat(read(0, 100_000)).hasSize(20).first().isEqualTo(batch(1));
        assertThat(directory.toFile().list())
                .filteredOn(name -> name.endsWith(".log"))
                .hasSizeGreaterThan(2);
    }

    @Test
    void anOlderIncarnationWritesNothingOnceANewerOneHasOpenedTheLog() {
        open(5);
        append(5, 1, EPOCH_ONE);
        probe.expectMessage(new Appended(5, 1));
        disk.holdForces();
        append(5, 2, accepted(1));
        log.tell(new Open(6, probe.ref().narrow()));
        append(5, 3, accepted(2));
        append(6, 1, accepted(2));
        disk.openGates();

        probe.expectMessage(new Appended(5, 2));
        assertThat(probe.expectMessageClass(Opened.class).state().lastZxid()).isEqualTo(Zxid.of(1, 1));
        probe.expectMessage(new Appended(6, 1));
        log.tell(new Open(5, probe.ref().narrow()));
        assertThat(open(6).lastZxid()).isEqualTo(Zxid.of(1, 2));
    }

    @Test
    void batchesAreReadInOrderAndWithinALimit() {
        open(1);
        append(1, 1, EPOCH_ONE);
        append(1, 2, List.of(new LogRecord.Accepted(List.of(batch(1), batch(2), batch(3), batch(4)), 0)));
        probe.receiveSeveralMessages(2);

        assertThat(read(0, 700)).containsExactly(batch(1), batch(2));
        assertThat(read(Zxid.of(1, 2), 1)).containsExactly(batch(3));
        assertThat(read(Zxid.of(1, 4), 700)).isEmpty();
    }

    @Test
    void whatIsTruncatedIsNeitherReadNorFound() throws IOException {
        open(1);
        append(1, 1, EPOCH_ONE);
        append(1, 2, accepted(1));
        append(1, 3, accepted(2));
        append(1, 4, List.of(new LogRecord.EpochPromised(2, 2), new LogRecord.Truncated(Zxid.of(1, 1))));
        probe.receiveSeveralMessages(4);

        for (int i = 0; i < 2; i++) {
            assertThat(read(0, 10_000)).containsExactly(batch(1));
            log.tell(new Locate(Zxid.of(1, 2), probe.ref().narrow()));
            probe.expectMessage(new Located(Zxid.of(1, 2), Zxid.of(1, 1)));
            restart();
        }
    }

    @Test
    void theEndOfABatchIsLocated() {
        open(1);
        append(1, 1, EPOCH_ONE);
        for (int i = 1; i <= 9; i++) {
            append(1, i + 1, accepted(i));
        }
        probe.receiveSeveralMessages(10);

        log.tell(new Locate(Zxid.of(1, 6), probe.ref().narrow()));
        probe.expectMessage(new Located(Zxid.of(1, 6), Zxid.of(1, 6)));
        log.tell(new Locate(Zxid.of(3, 0), probe.ref().narrow()));
        probe.expectMessage(new Located(Zxid.of(3, 0), Zxid.of(1, 9)));
        log.tell(new Locate(Zxid.of(0, 5), probe.ref().narrow()));
        probe.expectMessage(new Located(Zxid.of(0, 5), 0));
    }

    @Test
    void aReadThatTakesLongHoldsUpNoWrite() {
        open(1);
        append(1, 1, EPOCH_ONE);
        append(1, 2, accepted(1));
        probe.receiveSeveralMessages(2);
        disk.holdReads();
        log.tell(new Read(0, Long.MAX_VALUE, 1_000, probe.ref().narrow()));
        append(1, 3, accepted(2));

        probe.expectMessage(new Appended(1, 3));
        disk.openGates();
        assertThat(probe.expectMessageClass(ReadDone.class).batches()).containsExactly(batch(1));
    }
}
