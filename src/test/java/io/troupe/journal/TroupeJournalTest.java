package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite$;
import org.apache.pekko.persistence.DeleteMessagesFailure;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The plugin as Pekko speaks to it. */
class TroupeJournalTest {
    private static final JournalSettings SETTINGS = new JournalSettings(1, 2_000, 0, 7);

    private final GatedDisk disk = new GatedDisk(new DiskTwin());
    private final EngineForLogs engine = new EngineForLogs(disk, SETTINGS);
    private final TestProbe<Object> received = engine.kit().createTestProbe();
    private final ActorRef persistent = Adapter.toClassic(received.ref());
    private final ActorRef journal = Persistence.get(
                    Adapter.toClassic(engine.kit().system()))
            .journalFor(TroupeJournal.PLUGIN_ID, ConfigFactory.empty());

    @AfterEach
    void stop() {
        disk.openGates();
        engine.close();
    }

    private <T> T next(Class<T> type) {
        return received.expectMessageClass(type);
    }

    private void write(String persistenceId, long seqNr, LogRecord record) {
        PersistentRepr event = PersistentRepr$.MODULE$.apply(
                Recorded.of(record), seqNr, persistenceId, "", false, ActorRef.noSender(), "writer");
        Seq<PersistentEnvelope> writes = CollectionConverters.asScala(
                        List.<PersistentEnvelope>of(AtomicWrite$.MODULE$.apply(event)))
                .toList();
        journal.tell(new JournalProtocol.WriteMessages(writes, persistent, 1), persistent);
    }

    private void replay(String persistenceId) {
        journal.tell(
                new JournalProtocol.ReplayMessages(1, Long.MAX_VALUE, Long.MAX_VALUE, persistenceId, persistent),
                persistent);
    }

    @Test
    void aRecoveryIsOneEventThatHoldsTheFold() {
        write(TroupeJournal.PERSISTENCE_ID, 1, new LogRecord.Carried(LogState.BLANK));
        write(TroupeJournal.PERSISTENCE_ID, 2, new LogRecord.EpochPromised(4, 2));
        for (int i = 0; i < 2; i++) {
            next(JournalProtocol.WriteMessagesSuccessful$.class);
            next(JournalProtocol.WriteMessageSuccess.class);
        }
        replay(TroupeJournal.PERSISTENCE_ID);

        PersistentRepr event = next(JournalProtocol.ReplayedMessage.class).persistent();
        assertThat(event.sequenceNr()).isEqualTo(2);
        assertThat(((Replayed) event.payload()).fold().state().promisedEpoch()).isEqualTo(4);
        assertThat(next(JournalProtocol.RecoverySuccess.class).highestSequenceNr())
                .isEqualTo(2);
    }

    @Test
    void theHighestSequenceNumberIsToldOnlyBehindWritesUnderWay() {
        replay(TroupeJournal.PERSISTENCE_ID);
        assertThat(next(JournalProtocol.RecoverySuccess.class).highestSequenceNr())
                .isZero();
        disk.holdForces();
        write(TroupeJournal.PERSISTENCE_ID, 1, new LogRecord.Carried(LogState.BLANK));
        replay(TroupeJournal.PERSISTENCE_ID);
        received.expectNoMessage();
        disk.openGates();

        next(JournalProtocol.WriteMessagesSuccessful$.class);
        next(JournalProtocol.WriteMessageSuccess.class);
        next(JournalProtocol.ReplayedMessage.class);
        assertThat(next(JournalProtocol.RecoverySuccess.class).highestSequenceNr())
                .isEqualTo(1);
    }

    @Test
    void aSetOfFilesHoldsOneLog() {
        write("another", 1, new LogRecord.Carried(LogState.BLANK));

        next(JournalProtocol.WriteMessagesFailed.class);
        assertThat(next(JournalProtocol.WriteMessageFailure.class).cause())
                .hasMessageContaining("holds transaction-log only, not another");
        replay("another");
        assertThat(next(JournalProtocol.ReplayMessagesFailure.class).cause()).hasMessageContaining("not another");
    }

    @Test
    void nothingIsDeletedEventByEvent() {
        journal.tell(new JournalProtocol.DeleteMessagesTo(TroupeJournal.PERSISTENCE_ID, 1, persistent), persistent);

        assertThat(next(DeleteMessagesFailure.class).cause()).hasMessageContaining("whole segments go");
    }
}
