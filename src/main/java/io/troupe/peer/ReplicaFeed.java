package io.troupe.peer;

import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings to the replica what is committed and durable here, in order, each batch once: from memory where the batch was
 * appended lately, from the log on disk where it was not (at start, after a change of role, behind a slow replica). It
 * outlives the roles, as the replica does. Its memory is bounded: what is evicted before it is delivered is read again.
 */
public final class ReplicaFeed {
    /** What is to be done next. */
    public sealed interface Effect {}

    public record Deliver(List<Batch> batches) implements Effect {}

    /** Read batches after {@code afterZxid} and up to {@code upToZxid}, about {@code bytesMax} of them. */
    public record Read(long afterZxid, long upToZxid, int bytesMax) implements Effect {}

    private static final int READ_BYTES_MAX = 1 << 20;

    private final long tailBytesMax;
    private final long inFlightBytesMax;
    private final ArrayDeque<Batch> tail = new ArrayDeque<>();
    private final ArrayDeque<Batch> inFlight = new ArrayDeque<>();
    private long tailBytes;
    private long inFlightBytes;
    /** The last batch before the tail: what the replica lacks up to here is on disk only. */
    private long tailAfterZxid;

    private long endZxid = Zxid.NONE;

    private long deliveredZxid = Zxid.NONE;
    private long committedZxid = Zxid.NONE;
    private boolean reading;

    /**
     * @param tailBytesMax how much of what was appended is kept in memory
     * @param inFlightBytesMax how much may be delivered that the replica has not applied yet
     */
    public ReplicaFeed(long tailBytesMax, long inFlightBytesMax) {
        this.tailBytesMax = tailBytesMax;
        this.inFlightBytesMax = inFlightBytesMax;
    }

    /** The replica has everything up to {@code zxid} from a snapshot. Before anything else is told. */
    public void restored(long zxid) {
        deliveredZxid = zxid;
        committedZxid = zxid;
    }

    /** The log was opened and ends at {@code lastZxid}; what an older role appended is to be found on disk only. */
    public List<Effect> opened(long lastZxid, long commitPointZxid) {
        tail.clear();
        tailBytes = 0;
        tailAfterZxid = lastZxid;
        endZxid = lastZxid;
        return committed(commitPointZxid);
    }

    /** The role has handed {@code batches} to the log; they follow all that it has appended before. */
    public void appended(List<Batch> batches) {
        for (Batch batch : batches) {
            if (batch.firstZxid() <= endZxid) {
                throw new IllegalStateException("the log ends at " + Zxid.text(endZxid) + " and is handed " + batch);
            }
            endZxid = batch.lastZxid();
            tail.add(batch);
            tailBytes += batch.bytes().length;
        }
        while (tailBytes > tailBytesMax) {
            Batch evicted = tail.remove();
            tailBytes -= evicted.bytes().length;
            tailAfterZxid = evicted.lastZxid();
        }
    }

    /** The role cuts the log after {@code afterZxid}, which is never below what is committed. */
    public void truncated(long afterZxid) {
        if (afterZxid < committedZxid) {
            throw new IllegalStateException("the log is cut after " + Zxid.text(afterZxid) + ", but "
                    + Zxid.text(committedZxid) + " is committed");
        }
        while (!tail.isEmpty() && tail.getLast().lastZxid() > afterZxid) {
            tailBytes -= tail.removeLast().bytes().length;
        }
        tailAfterZxid = Math.min(tailAfterZxid, afterZxid);
        endZxid = Math.min(endZxid, afterZxid);
    }

    /** Everything up to {@code zxid} is committed and durable here. */
    public List<Effect> committed(long zxid) {
        if (zxid > endZxid) {
            throw new IllegalStateException(Zxid.text(zxid)
                    + " is said to be committed and durable here, but the log ends at " + Zxid.text(endZxid));
        }
        committedZxid = Math.max(committedZxid, zxid);
        return advance();
    }

    /** The answer to a {@link Read}. @throws IllegalStateException where the log lacks what it said was durable */
    public List<Effect> read(List<Batch> batches) {
        reading = false;
        if (batches.isEmpty()) {
            throw new IllegalStateException("the log has nothing after " + Zxid.text(deliveredZxid) + ", although "
                    + Zxid.text(committedZxid) + " is committed and durable in it");
        }
        List<Effect> effects = new ArrayList<>();
        deliver(batches, effects);
        effects.addAll(advance());
        return effects;
    }

    /** The replica has applied everything up to {@code zxid}. */
    public List<Effect> applied(long zxid) {
        while (!inFlight.isEmpty() && inFlight.element().lastZxid() <= zxid) {
            inFlightBytes -= inFlight.remove().bytes().length;
        }
        return advance();
    }

    public long deliveredZxid() {
        return deliveredZxid;
    }

    private List<Effect> advance() {
        if (reading || deliveredZxid >= committedZxid || inFlightBytes >= inFlightBytesMax) {
            return List.of();
        }
        if (deliveredZxid < tailAfterZxid) {
            reading = true;
            return List.of(new Read(deliveredZxid, Math.min(committedZxid, tailAfterZxid), READ_BYTES_MAX));
        }
        List<Effect> effects = new ArrayList<>();
        deliver(fromTail(), effects);
        return effects;
    }

    private List<Batch> fromTail() {
        List<Batch> due = new ArrayList<>();
        long bytes = inFlightBytes;
        while (!tail.isEmpty() && tail.element().lastZxid() <= committedZxid && bytes < inFlightBytesMax) {
            Batch batch = tail.remove();
            tailBytes -= batch.bytes().length;
            tailAfterZxid = batch.lastZxid();
            bytes += batch.bytes().length;
            due.add(batch);
        }
        return due;
    }

    private void deliver(List<Batch> batches, List<Effect> effects) {
        if (batches.isEmpty()) {
            return;
        }
        for (Batch batch : batches) {
            inFlight.add(batch);
            inFlightBytes += batch.bytes().length;
        }
        deliveredZxid = batches.get(batches.size() - 1).lastZxid();
        effects.add(new Deliver(List.copyOf(batches)));
    }
}
