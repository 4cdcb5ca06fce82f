package io.troupe.journal;

import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import io.troupe.zab.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a peer's protocol might hand to its log, drawn from a seed, and what of it lives: the model to compare with. */
final class History {
    private static final int SELF = 1;
    private static final long ENSEMBLE = 77;

    private final SplittableRandom random;
    private final int payloadBytesMax;
    private LogState state = LogState.BLANK;
    private List<Batch> live = new ArrayList<>();

    History(long seed, int payloadBytesMax) {
        this.random = new SplittableRandom(seed);
        this.payloadBytesMax = payloadBytesMax;
    }

    LogState state() {
        return state;
    }

    /** The batches that a reader must find. */
    List<Batch> live() {
        return live;
    }

    /** Starts over from what a log turned out to hold. */
    void restart(List<LogRecord> records) {
        state = LogState.BLANK;
        live = new ArrayList<>();
        records.forEach(this::take);
    }

    /** The records of one append, which may follow what was given so far; they count as written. */
    List<LogRecord> next() {
        List<LogRecord> records = draw();
        records.forEach(this::take);
        return records;
    }

    private List<LogRecord> draw() {
        long epoch = state.promisedEpoch();
        if (epoch == state.enteredEpoch() && (epoch == 0 || random.nextInt(8) == 0)) {
            return List.of(new LogRecord.EpochPromised(epoch + 1, SELF));
        } else if (epoch > state.enteredEpoch()) {
            return enterEpoch(epoch);
        }
        return List.of(accepted(Math.max(Zxid.of(epoch, 0), state.lastZxid())));
    }

    private List<LogRecord> enterEpoch(long epoch) {
        LogRecord entered = new LogRecord.EpochEntered(epoch, SELF, ENSEMBLE);
        long cut = someEnd();
        if (random.nextBoolean() || cut == state.lastZxid()) {
            return List.of(entered);
        } else if (Zxid.epochOf(cut) != state.enteredEpoch() || random.nextBoolean()) {
            return List.of(new LogRecord.Truncated(cut), entered);
        }
        return List.of(new LogRecord.Truncated(cut), new LogRecord.Accepted(List.of(batch(cut)), cut), entered);
    }

    private LogRecord accepted(long last) {
        List<Batch> batches = new ArrayList<>();
        long commitPoint = someEnd();
        long end = last;
        for (int i = random.nextInt(3); i >= 0; i--) {
            batches.add(batch(end));
            end = batches.get(batches.size() - 1).lastZxid();
        }
        return new LogRecord.Accepted(batches, commitPoint);
    }

    private Batch batch(long last) {
        byte[] parcel = new byte[random.nextInt(payloadBytesMax + 1)];
        random.nextBytes(parcel);
        return Batch.sequence(last + 1, 1_000, 1, List.of(new Submission(1 + random.nextInt(4), parcel)));
    }

    /** The end of a live batch that is not behind the commit point. */
    private long someEnd() {
        long[] ends = live.stream()
                .mapToLong(Batch::lastZxid)
                .filter(end -> end >= state.commitPoint())
                .toArray();
        return ends.length == 0 ? state.commitPoint() : ends[random.nextInt(ends.length)];
    }

    private void take(LogRecord record) {
        state = state.after(record);
        if (record instanceof LogRecord.Accepted accepted) {
            live.addAll(accepted.batches());
        } else if (record instanceof LogRecord.Truncated truncated) {
            live.removeIf(batch -> batch.lastZxid() > truncated.afterZxid());
        }
    }
}
