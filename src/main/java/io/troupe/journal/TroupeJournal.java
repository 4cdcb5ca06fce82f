package io.troupe.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Pekko Persistence's way to the log. It stores each event's own bytes, for one persistent actor, and recovers that
 * actor by one event that holds the fold of all ({@link Replayed}). Writes may overlap: the log's thread gathers them.
 * Once the log has failed nothing is answered, neither success nor failure; the {@link FatalHandler} ends the process.
 */
public final class TroupeJournal extends AsyncWriteJournal {
    /** Of this plugin's section in the configuration. */
    public static final String PLUGIN_ID = "troupe.journal";

    /** A set of files holds one log. */
    public static final String PERSISTENCE_ID = "transaction-log";

    private static final String BACKGROUND_DISPATCHER = "troupe.log-reader";

    private final LogThread log;

    public TroupeJournal() {
        JournalSetup setup = context()
                .system()
                .settings()
                .setup()
                .get(JournalSetup.class)
                .orElseThrow(() -> new IllegalStateException("the actor system was started without a JournalSetup"));
        ActorSystem system = context().system();
        log = new LogThread(setup, system::uptime, system.dispatchers().lookup(BACKGROUND_DISPATCHER));
    }

    @Override
    public void preStart() throws Exception {
        super.preStart();
        log.start();
    }

    @Override
    public void postStop() throws Exception {
        log.stop();
        super.postStop();
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
        List<LogThread.Numbered> events = new ArrayList<>();
        for (AtomicWrite write : writes) {
            if (!write.persistenceId().equals(PERSISTENCE_ID)) {
                return Future$.MODULE$.failed(stranger(write.persistenceId()));
            }
            for (PersistentRepr message : CollectionConverters.asJava(write.payload())) {
                events.add(new LogThread.Numbered(message.sequenceNr(), (Recorded) message.payload()));
            }
        }
        Promise<Iterable<Optional<Exception>>> done = Promise$.MODULE$.apply();
        log.write(events, () -> done.success(List.of()));
        return done.future();
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        if (!persistenceId.equals(PERSISTENCE_ID)) {
            return Future$.MODULE$.failed(stranger(persistenceId));
        }
        Promise<Long> answer = Promise$.MODULE$.apply();
        log.behindWrites(files -> answer.success(files.lastSeqNr()));
        return answer.future();
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long fromSeqNr, long toSeqNr, long max, Consumer<PersistentRepr> callback) {
        Promise<Void> done = Promise$.MODULE$.apply();
        log.behindWrites(files -> {
            LogFold fold = files.replay();
            callback.accept(PersistentRepr$.MODULE$.apply(
                    new Replayed(fold), fold.lastSeqNr(), PERSISTENCE_ID, "", false, ActorRef.noSender(), ""));
            done.success(null);
        });
        return done.future();
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Future$.MODULE$.failed(
                new UnsupportedOperationException(
                        "the transaction log is not shortened by Pekko's deletes: whole segments go, once a snapshot covers them"));
    }

    private static Exception stranger(String persistenceId) {
        return new IllegalArgumentException("this journal holds " + PERSISTENCE_ID + " only, not " + persistenceId);
    }
}
