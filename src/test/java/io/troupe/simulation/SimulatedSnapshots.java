package io.troupe.simulation;

import io.troupe.journal.DamagedLog;
import io.troupe.journal.Disk;
import io.troupe.journal.LogObserver;
import io.troupe.journal.RefusedLog;
import io.troupe.journal.SnapshotFiles;
import io.troupe.journal.SnapshotHeader;
import io.troupe.journal.SnapshotWriter;
import io.troupe.model.Zxid;
import io.troupe.tree.CutChunk;
import io.troupe.tree.CutHead;
import io.troupe.tree.Grown;
import io.troupe.zab.LogState;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The snapshots of one process, as their actor keeps them: one chunk on its way at a time, while all else goes on. */
final class SimulatedSnapshots {
    static final int SUBTREES = 4;

    private static final int RETAINED = 2;
    private static final int CHUNK_BYTES = 500;
    private static final long SOON_MICROS = 400;

    private final SimulatedPeer peer;
    private final ReplicaShell replica;
    private final SnapshotFiles files;
    private final int parts = SUBTREES + 1;
    private boolean busy;
    private boolean again;
    private SnapshotWriter writer;
    private CutHead head;
    private int part;
    private long boundTo;

    SimulatedSnapshots(SimulatedPeer peer, Disk disk, ReplicaShell replica) {
        this.peer = peer;
        this.replica = replica;
        files = new SnapshotFiles(disk, peer.id(), LogObserver.SILENT);
    }

    /** The newest that the log goes on from. Without one the log must have everything. */
    void restore(LogState log, Consumer<Optional<Grown>> done) {
        peer.later(peer.chance().between(0, SOON_MICROS), () -> {
            Optional<Grown> found = read(log);
            peer.later(peer.disk().takeSpentMicros(), () -> done.accept(found));
        });
    }

    private Optional<Grown> read(LogState log) {
        try {
            files.tidy();
            return files.newest(log.baseZxid(), log.lastZxid(), log.ensembleId(), SUBTREES);
        } catch (DamagedLog | RefusedLog broken) {
            throw new InvariantBroken("snapshots can be read", "p" + peer.id() + ": " + broken.getMessage(), broken);
        } catch (IOException failed) {
            throw new SimulatedPeer.Exit(failed.getMessage());
        }
    }

    void take(long ensembleId) {
        if (busy) {
            again = true;
        } else {
            busy = true;
            boundTo = ensembleId;
            replica.cut(opened -> {
                head = opened;
                part = 0;
                disk(() -> {
                    writer = files.create(SnapshotHeader.of(peer.id(), boundTo, head));
                    return this::readOn;
                });
            });
        }
    }

    private void readOn() {
        replica.readCut(part, CHUNK_BYTES, this::write);
    }

    private void write(CutChunk chunk) {
        disk(() -> {
            writer.write(chunk.bytes());
            part += chunk.last() ? 1 : 0;
            return part < parts ? this::readOn : this::finish;
        });
    }

    private void finish() {
        disk(() -> {
            writer.finish();
            files.written(head.zxid());
            files.retain(RETAINED);
            return () -> {
                peer.say(() -> "has a snapshot at " + Zxid.text(head.zxid()));
                next();
            };
        });
    }

    private interface DiskCalls {
        Runnable run() throws IOException;
    }

    /** A failure costs this snapshot and nothing else. */
    private void disk(DiskCalls calls) {
        peer.later(peer.chance().between(0, SOON_MICROS), () -> {
            Runnable next;
            try {
                next = calls.run();
            } catch (IOException failed) {
                peer.say(() -> "writes no snapshot: " + failed.getMessage());
                next = this::abandon;
            }
            peer.later(peer.disk().takeSpentMicros(), next);
        });
    }

    private void next() {
        busy = false;
        if (again) {
            again = false;
            take(boundTo);
        }
    }

    private void abandon() {
        replica.closeCut();
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException failed) {
            peer.say(() -> "leaves an unfinished snapshot");
        }
        writer = null;
        next();
    }
}
