package io.troupe.journal;

import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log adds up to: the state that the protocol needs and a sparse index of where the batches stand. The same fold
 * runs over what is read at the start and over each record as it is written. Mutable; it has one owner.
 */
public final class LogFold {
    private static final long INDEX_STRETCH_BYTES = 64 << 10;

    private final LogIndex index;
    private LogState state = LogState.BLANK;
    private long lastSeqNr;
    private long segment;
    private long segmentEnd;

    /** The fold of an empty log. */
    public LogFold() {
        this(INDEX_STRETCH_BYTES);
    }

    LogFold(long indexStretchBytes) {
        index = new LogIndex(indexStretchBytes);
    }

    public LogState state() {
        return state;
    }

    /** The sequence number of the last record. */
    public long lastSeqNr() {
        return lastSeqNr;
    }

    /**
     * These records as they are to be stored: behind what the next segment opens with, if it is time for one.
     *
     * @throws io.troupe.zab.InvariantViolation if they cannot stand here
     */
    public List<Recorded> toRecord(List<LogRecord> records, JournalSettings settings) {
        List<Recorded> events = new ArrayList<>(records.size() + 1);
        if (lastSeqNr == 0 || segmentEnd >= settings.segmentBytes()) {
            events.add(Recorded.of(new LogRecord.Carried(state)));
        }
        LogState next = state;
        for (LogRecord record : records) {
            next = next.after(record);
            events.add(Recorded.of(record));
        }
        return events;
    }

    /**
     * Takes in the next record. @throws io.troupe.zab.InvariantViolation if it cannot stand here; nothing has changed
     */
    public void apply(Recorded event) {
        LogState next = state.after(event.record());
        lastSeqNr++;
        if (event.opensSegment()) {
            segment = lastSeqNr;
            segmentEnd = SegmentHeader.BYTES;
        }
        note(event);
        segmentEnd += Frame.sizeOf(event.length());
        state = next;
    }

    private void note(Recorded event) {
        if (event.record() instanceof LogRecord.Accepted) {
            index.accepted(
                    state.lastZxid(), new Position(lastSeqNr, segment, segmentEnd), Frame.sizeOf(event.length()));
        } else if (event.record() instanceof LogRecord.Truncated truncated) {
            index.truncated(lastSeqNr, truncated.afterZxid());
        } else if (event.record() instanceof LogRecord.Installed) {
            index.restarted(lastSeqNr);
        }
    }

    /** How to read the batches that begin after {@code afterZxid} and end up to {@code upToZxid}. */
    public ReadPlan planRead(long afterZxid, long upToZxid, int maxBytes) {
        return new ReadPlan(extent(afterZxid), afterZxid, Math.min(upToZxid, state.lastZxid()), maxBytes);
    }

    /** How to find the largest end of a batch that is not behind {@code zxid}. */
    public FloorPlan planFloor(long zxid) {
        if (zxid >= state.lastZxid()) {
            return new FloorPlan(extent(zxid), zxid, state.lastZxid());
        }
        return new FloorPlan(extent(zxid), zxid, index.floor(zxid, zxid >= state.baseZxid() ? state.baseZxid() : 0));
    }

    private Extent extent(long zxid) {
        Position from = zxid >= state.lastZxid() ? null : index.before(zxid);
        return new Extent(from, lastSeqNr, index.truncations());
    }

    /** What still lives of the batches that this plan brought: records written since may have voided some. */
    public List<Batch> stillLive(ReadPlan plan, List<Batch> batches) {
        long liveUpTo = index.truncations().liveUpTo(plan.extent().lastSeqNr());
        return batches.stream().filter(batch -> batch.lastZxid() <= liveUpTo).toList();
    }

    /** The floor that this plan brought, or a lower one if a truncation since has voided it. */
    public long stillLive(FloorPlan plan, long floorZxid) {
        return Math.min(
                floorZxid,
                Math.max(0, index.truncations().liveUpTo(plan.extent().lastSeqNr())));
    }
}
