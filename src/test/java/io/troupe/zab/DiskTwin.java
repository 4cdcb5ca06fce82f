package io.troupe.zab;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A peer's log: what is on disk, and what was written but may yet be forgotten. */
final class DiskTwin {
    private final List<LogRecord> onDisk = new ArrayList<>();
    private final List<List<LogRecord>> unsynced = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private LogState state = LogState.BLANK;

    void write(List<LogRecord> records) {
        unsynced.add(records);
    }

    boolean hasUnsynced() {
        return !unsynced.isEmpty();
    }

    /** The oldest write is on disk. */
    void sync() {
        unsynced.remove(0).forEach(this::put);
    }

    private void put(LogRecord record) {
        onDisk.add(record);
        state = state.after(record);
        if (record instanceof LogRecord.Accepted accepted) {
            batches.addAll(accepted.batches());
        } else if (record instanceof LogRecord.Truncated truncated) {
            batches.removeIf(batch -> batch.lastZxid() > truncated.afterZxid());
        }
    }

    /** A crash: of what was not synced some may be there all the same, in order. */
    void crash(Random random) {
        List<LogRecord> left = unsynced.stream().flatMap(List::stream).toList();
        left.subList(0, left.isEmpty() ? 0 : random.nextInt(left.size() + 1)).forEach(this::put);
        unsynced.clear();
    }

    void wipe() {
        onDisk.clear();
        unsynced.clear();
        batches.clear();
        state = LogState.BLANK;
    }

    LogState state() {
        return state;
    }

    List<LogRecord> records() {
        return List.copyOf(onDisk);
    }

    /** The batches that stand, in order. */
    List<Batch> batches() {
        return batches;
    }

    List<Batch> read(long afterZxid, int maxBytes) {
        List<Batch> read = new ArrayList<>();
        int size = 0;
        for (Batch batch : batches) {
            if (batch.lastZxid() > afterZxid) {
                size += batch.bytes().length;
                if (size > maxBytes && !read.isEmpty()) {
                    break;
                }
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
