package io.troupe.zab;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A peer's log: what is on disk, and what was written but may yet be forgotten. */
final class DiskTwin {
    private final List<LogRecord> onDisk = new ArrayList<>();
    private final List<List<LogRecord>> unsynced = new ArrayList<>();

    void write(List<LogRecord> records) {
        unsynced.add(records);
    }

    boolean hasUnsynced() {
        return !unsynced.isEmpty();
    }

    /** The oldest write is on disk. */
    void sync() {
        onDisk.addAll(unsynced.remove(0));
    }

    /** A crash: of what was not synced some may be there all the same, in order. */
    void crash(Random random) {
        List<LogRecord> left = unsynced.stream().flatMap(List::stream).toList();
        onDisk.addAll(left.subList(0, left.isEmpty() ? 0 : random.nextInt(left.size() + 1)));
        unsynced.clear();
    }

    void wipe() {
        onDisk.clear();
        unsynced.clear();
    }

    LogState state() {
        LogState state = LogState.BLANK;
        for (LogRecord record : onDisk) {
            state = state.after(record);
        }
        return state;
    }

    List<LogRecord> records() {
        return List.copyOf(onDisk);
    }

    /** The batches that stand, in order. */
    List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (LogRecord record : onDisk) {
            if (record instanceof LogRecord.Accepted accepted) {
                batches.addAll(accepted.batches());
            } else if (record instanceof LogRecord.Truncated truncated) {
                batches.removeIf(batch -> batch.lastZxid() > truncated.afterZxid());
            }
        }
        return batches;
    }

    List<Batch> read(long afterZxid, int maxBytes) {
        List<Batch> read = new ArrayList<>();
        int size = 0;
        for (Batch batch : batches()) {
            size += batch.lastZxid() > afterZxid ? batch.bytes().length : 0;
            if (batch.lastZxid() > afterZxid && (read.isEmpty() || size <= maxBytes)) {
                read.add(batch);
            }
        }
        return read;
    }

    long floor(long zxid) {
        return batches().stream()
                .mapToLong(Batch::lastZxid)
                .filter(end -> end <= zxid)
                .max()
                .orElse(0);
    }
}
