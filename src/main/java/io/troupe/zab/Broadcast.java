package io.troupe.zab;

import io.troupe.model.Zxid;
import java.util.List;
import java.util.Map;

/**
 * The third phase (ZAB paper, section V.A, phase 3): the leader gives submissions their order in its epoch, and what a
 * quorum has on disk is committed.
 */
final class Broadcast {
    private final Quorum quorum;
    private final Sequencer sequencer;
    private final LogTail tail;
    private long committed;

    /** @param log at the end of the history with which the epoch begins */
    Broadcast(long epoch, Quorum quorum, LogState log, ZabSettings settings) {
        this.quorum = quorum;
        this.sequencer = new Sequencer(epoch, log, settings.maxBatchBytes());
        this.tail = new LogTail(log.lastZxid(), settings.windowBytes());
        this.committed = log.commitPoint();
    }

    Sequencer sequencer() {
        return sequencer;
    }

    LogTail tail() {
        return tail;
    }

    long committed() {
        return committed;
    }

    /** A quorum has entered the epoch: with that the history with which it begins is committed, whoever proposed it. */
    void establish(long historyZxid) {
        committed = Math.max(committed, historyZxid);
    }

    /** Sequences what has gathered, if the disk is free for it. */
    void sequence(AppendQueue queue, Now now) {
        tail.trim(queue.durable().lastZxid());
        if (!queue.idle()) {
            return;
        }
        List<Batch> batches = sequencer.sequence(now);
        if (!batches.isEmpty()) {
            batches.forEach(tail::add);
            queue.add(new LogRecord.Accepted(batches, committed));
        }
    }

    /**
     * Counts acks. Only of this epoch: an entry of an older one is not committed because a quorum has it (a newer
     * history may yet win over it), but because a quorum has entered this epoch behind it.
     *
     * @param positions how far each peer that has entered the epoch is durable
     */
    void count(Map<Integer, Long> positions) {
        committed = Math.max(committed, quorum.agreed(positions));
    }

    @Override
    public String toString() {
        return "committed up to " + Zxid.text(committed);
    }
}
