package io.troupe.simulation;

import io.troupe.journal.DamagedLog;
import io.troupe.journal.Disk;
import io.troupe.journal.FloorPlan;
import io.troupe.journal.JournalSettings;
import io.troupe.journal.LogFold;
import io.troupe.journal.LogObserver;
import io.troupe.journal.LogReader;
import io.troupe.journal.ReadPlan;
import io.troupe.journal.Recorded;
import io.troupe.journal.RefusedLog;
import io.troupe.journal.SegmentedLog;
import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The log of one process, with the commands and answers of its actor: commands wait while a write is under way, reads
 * go beside it. What is on disk is the journal's own work.
 */
final class SimulatedLog {
    private static final long SOON_MICROS = 300;

    private interface DiskCalls {
        void run() throws IOException;
    }

    private final SimulatedPeer peer;
    private final Disk disk;
    private final JournalSettings settings;
    private final LogReader reader;
    private final DurableLogs checker;
    private final Mailbox answers;
    private final ArrayDeque<Runnable> commands = new ArrayDeque<>();
    private SegmentedLog files;
    private LogFold fold;
    private long openIncarnation = Long.MIN_VALUE;
    private boolean writing = true;

    SimulatedLog(SimulatedPeer peer, Disk disk, JournalSettings settings) {
        this.peer = peer;
        this.disk = disk;
        this.settings = settings;
        reader = new LogReader(disk, settings);
        checker = peer.world().checkers().durableLogs();
        answers = new Mailbox(peer);
    }

    /** Begins with what is on disk. */
    void recover() {
        disk(() -> {
            files = SegmentedLog.open(disk, settings, LogObserver.SILENT);
            fold = files.replay();
        });
        checker.recovered(peer.id(), fold.state());
        peer.say(() -> "recovers " + fold.state());
        afterDisk(() -> {
            writing = false;
            makeRoomLater();
            serve();
        });
    }

    /** Answered behind all writes so far; from then on older incarnations are refused. */
    void open(long incarnation, Consumer<LogState> opened) {
        if (!peer.seams().rolesAwaitTheLog() && fold != null) {
            LogState now = fold.state();
            openIncarnation = incarnation;
            answers.tell(() -> opened.accept(now));
            return;
        }
        command(() -> {
            openIncarnation = incarnation;
            LogState state = fold.state();
            checker.opened(peer.id(), state);
            answers.tell(() -> opened.accept(state));
        });
    }

    /** Answered when all of this is durable; never, if the incarnation is not the one that has the log. */
    void append(long incarnation, List<LogRecord> records, Runnable durable) {
        command(() -> {
            if (incarnation != openIncarnation && peer.seams().rolesAwaitTheLog()) {
                return;
            }
            List<Recorded> events = fold.toRecord(records, settings);
            checker.given(peer.id(), records);
            writing = true;
            peer.later(peer.chance().between(0, SOON_MICROS), () -> write(events, durable));
        });
    }

    private void write(List<Recorded> events, Runnable durable) {
        disk(() -> {
            long seqNr = fold.lastSeqNr();
            for (Recorded event : events) {
                files.append(++seqNr, event);
            }
            files.force();
        });
        afterDisk(() -> {
            events.forEach(fold::apply);
            checker.answered(peer.id());
            writing = false;
            if (events.get(0).record() instanceof LogRecord.Carried) {
                makeRoomLater();
            }
            answers.tell(durable);
            serve();
        });
    }

    private void makeRoomLater() {
        peer.later(peer.chance().between(0, 50 * SOON_MICROS), () -> {
            try {
                files.prepareSpare();
            } catch (IOException failed) {
                peer.say(() -> "makes no room in advance: " + failed.getMessage());
            }
        });
    }

    void read(long afterZxid, long upToZxid, int maxBytes, Consumer<List<Batch>> done) {
        command(() -> {
            ReadPlan plan = fold.planRead(afterZxid, upToZxid, maxBytes);
            beside(() -> {
                List<Batch> batches = reader.read(plan);
                command(() -> {
                    List<Batch> live = fold.stillLive(plan, batches);
                    answers.tell(() -> done.accept(live));
                });
            });
        });
    }

    void locate(long zxid, LongConsumer done) {
        command(() -> {
            FloorPlan plan = fold.planFloor(zxid);
            beside(() -> {
                long floor = reader.floor(plan);
                command(() -> {
                    long live = fold.stillLive(plan, floor);
                    answers.tell(() -> done.accept(live));
                });
            });
        });
    }

    private void beside(DiskCalls calls) {
        peer.later(peer.chance().between(0, 4 * SOON_MICROS), () -> disk(calls));
    }

    private void command(Runnable command) {
        commands.add(command);
        serve();
    }

    private void serve() {
        while (!writing && !commands.isEmpty()) {
            commands.remove().run();
        }
    }

    private void afterDisk(Runnable then) {
        peer.later(peer.disk().takeSpentMicros(), then);
    }

    /** A failed call ends the process; files that are not what was written are a broken promise. */
    private void disk(DiskCalls calls) {
        try {
            calls.run();
        } catch (DamagedLog | RefusedLog broken) {
            throw new InvariantBroken("the log recovers", "p" + peer.id() + ": " + broken.getMessage(), broken);
        } catch (IOException failed) {
            throw new SimulatedPeer.Exit(failed.getMessage());
        }
    }
}
