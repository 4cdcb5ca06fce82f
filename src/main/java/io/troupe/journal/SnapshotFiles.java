package io.troupe.journal;

import io.troupe.tree.Grown;
import io.troupe.tree.Regrowth;
import io.troupe.wire.MalformedFrame;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A peer's snapshots on its disk. Which there are is said by the files themselves: each proves that it is whole, and
 * nothing beside them could say so and be wrong. Has one owner at a time, on any thread that may wait for the disk.
 */
public final class SnapshotFiles {
    private final Disk disk;
    private final int peerId;
    private final LogObserver observer;
    /** Read from end to end, or written, since this process began. */
    private final Set<Long> whole = new HashSet<>();

    public SnapshotFiles(Disk disk, int peerId, LogObserver observer) {
        this.disk = disk;
        this.peerId = peerId;
        this.observer = observer;
    }

    /** What a crash left unfinished goes. To be called before anything is written. */
    public void tidy() throws IOException {
        for (String name : disk.list()) {
            if (SnapshotName.isUnfinished(name)) {
                disk.delete(name);
            }
        }
    }

    public SnapshotWriter create(SnapshotHeader header) throws IOException {
        return SnapshotWriter.create(disk, header);
    }

    /** This one was written to its end. */
    public void written(long zxid) {
        whole.add(zxid);
    }

    /**
     * The newest whole snapshot from one zxid to another, both included, as a tree over so many subtrees. One that is
     * damaged is passed over and named; it stays where it is.
     *
     * @throws RefusedLog if one is another peer's, another ensemble's or another version's
     */
    public Optional<Grown> newest(long fromZxid, long toZxid, long ensembleId, int subtrees) throws IOException {
        for (long zxid : SnapshotName.snapshotsAmong(disk.list())) {
            if (zxid >= fromZxid && zxid <= toZxid) {
                try {
                    return Optional.of(load(zxid, ensembleId, subtrees));
                } catch (DamagedSnapshot e) {
                    observer.snapshotPassedOver(String.valueOf(e.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    private Grown load(long zxid, long ensembleId, int subtrees) throws IOException {
        try (SnapshotReader reader = SnapshotReader.open(disk, zxid)) {
            refuseForeign(reader, ensembleId);
            Regrowth regrowth = new Regrowth(subtrees);
            for (byte[] chunk = reader.next(); chunk != null; chunk = reader.next()) {
                regrowth.take(chunk);
                observer.snapshotRead(reader.position(), reader.size());
            }
            Grown grown = regrowth.finish(reader.header().cut());
            whole.add(zxid);
            return grown;
        } catch (MalformedFrame e) {
            throw new DamagedSnapshot(disk.locate(SnapshotName.of(zxid)), 0, String.valueOf(e.getMessage()));
        }
    }

    private void refuseForeign(SnapshotReader reader, long ensembleId) throws RefusedLog {
        SnapshotHeader header = reader.header();
        if (header.peerId() != peerId) {
            throw RefusedLog.otherPeer(reader.path(), header.peerId(), peerId);
        }
        if (header.ensembleId() != ensembleId) {
            throw RefusedLog.otherEnsemble(reader.path(), header.ensembleId(), ensembleId);
        }
    }

    /**
     * Deletes all snapshots that are older than the newest {@code count} whole ones; a damaged one does not count
     * (ZOOKEEPER-3231), so the last whole one never goes.
     *
     * @return the zxid of the oldest whole one kept: no log before it is needed; empty if there is none
     */
    public Optional<Long> retain(int count) throws IOException {
        List<Long> newestFirst = SnapshotName.snapshotsAmong(disk.list());
        int kept = 0;
        Optional<Long> oldest = Optional.empty();
        for (long zxid : newestFirst) {
            if (kept == count) {
                delete(zxid);
            } else if (isWhole(zxid)) {
                kept++;
                oldest = Optional.of(zxid);
            }
        }
        return oldest;
    }

    private void delete(long zxid) throws IOException {
        disk.delete(SnapshotName.of(zxid));
        disk.forceDirectory();
        whole.remove(zxid);
    }

    private boolean isWhole(long zxid) throws IOException {
        if (whole.contains(zxid)) {
            return true;
        }
        try (SnapshotReader reader = SnapshotReader.open(disk, zxid)) {
            while (reader.next() != null) {
                // What matters is that it can be read.
            }
            whole.add(zxid);
            return true;
        } catch (DamagedSnapshot | RefusedLog e) {
            return false;
        }
    }
}
