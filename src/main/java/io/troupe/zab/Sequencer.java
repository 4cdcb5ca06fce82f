package io.troupe.zab;

import io.troupe.model.Zxid;
import io.troupe.zab.LeaderReport.ProposalSizes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Gives submissions their order: a zxid each and, batch by batch, the stamp on which outcomes depend. */
final class Sequencer {
    private final long epoch;
    private final int maxBatchBytes;
    private final Queue<Submission> waiting = new ArrayDeque<>();
    private long nextCounter = 1;
    private int rulesVersion;
    private long stampMillis;
    private ProposalSizes sizes = ProposalSizes.NONE;

    /** @param log at the end of the history with which {@code epoch} begins */
    Sequencer(long epoch, LogState log, int maxBatchBytes) {
        this.epoch = epoch;
        this.maxBatchBytes = maxBatchBytes;
        this.rulesVersion = log.rulesVersion();
        this.stampMillis = log.lastStampMillis();
    }

    ProposalSizes sizes() {
        return sizes;
    }

    void gather(List<Submission> submissions) {
        waiting.addAll(submissions);
    }

    /** From now on all voters know {@code version}. A version once in force is never taken back. */
    void raiseRules(int version) {
        rulesVersion = Math.max(rulesVersion, version);
    }

    /** Whether the next submission no longer fits into the epoch. */
    boolean exhausted() {
        return !waiting.isEmpty() && nextCounter + waiting.peek().count() - 1 > Zxid.MAX_COUNTER;
    }

    /** All that has gathered, in batches. Time never goes back from one batch to the next, whatever the clock does. */
    List<Batch> sequence(Now now) {
        stampMillis = Math.max(stampMillis, now.wallMillis());
        List<Batch> batches = new ArrayList<>();
        while (!waiting.isEmpty() && !exhausted()) {
            List<Submission> parts = nextParts();
            Batch batch = Batch.sequence(Zxid.of(epoch, nextCounter), stampMillis, rulesVersion, parts);
            nextCounter += batch.count();
            batches.add(batch);
            sizes = sizes.and(batch.bytes().length);
        }
        return batches;
    }

    private List<Submission> nextParts() {
        List<Submission> parts = new ArrayList<>();
        long counters = Math.min(Integer.MAX_VALUE, Zxid.MAX_COUNTER - nextCounter + 1);
        long size = 0;
        while (!waiting.isEmpty()) {
            Submission next = waiting.peek();
            size += next.parcel().length;
            counters -= next.count();
            if (!parts.isEmpty() && (size > maxBatchBytes || counters < 0)) {
                break;
            }
            parts.add(waiting.remove());
        }
        return parts;
    }
}
