package io.troupe.zab;

import io.troupe.model.Zxid;
import java.util.ArrayList;
import java.util.List;

/**
 * A follower's log on its way to being its leader's. Until the two are aligned, what stands in it says nothing about
 * what is committed: its tail may be of an epoch that lost, with zxids as high as any.
 */
final class FollowerLog {
    private final AppendQueue queue;
    private boolean aligned;
    /** Up to here the durable log is known to be the leader's. */
    private long soundZxid;

    private long acknowledged;
    private long committed;
    private long delivered;

    FollowerLog(LogState log) {
        queue = new AppendQueue(log);
        soundZxid = log.commitPoint();
        committed = log.commitPoint();
    }

    /** With all that was accepted. */
    LogState end() {
        return queue.end();
    }

    LogState durable() {
        return queue.durable();
    }

    boolean aligned() {
        return aligned;
    }

    void promise(long epoch, int leader) {
        queue.add(new LogRecord.EpochPromised(epoch, leader));
    }

    boolean promiseIsDurable() {
        return queue.durable().promisedEpoch() == queue.end().promisedEpoch();
    }

    /** The log's end is a place in the leader's log. */
    void align() {
        alignAt(queue.end().lastZxid());
    }

    private void alignAt(long zxid) {
        if (!aligned) {
            aligned = true;
            soundZxid = Math.max(soundZxid, Math.min(zxid, queue.durable().lastZxid()));
            acknowledged = soundZxid;
        }
    }

    /** The leader's log has {@code zxid} and none of what follows it here. */
    void truncate(long zxid) {
        if (zxid < queue.end().lastZxid()) {
            queue.add(new LogRecord.Truncated(zxid));
        }
        alignAt(zxid);
    }

    /**
     * Accepts what continues the log; what it holds already (it came over an earlier link) is passed over.
     *
     * @return whether it was all in order: no gap, and nothing of {@code epoch} before that was entered (but see
     *     {@link Synchronization} on blank joiners)
     */
    boolean accept(Message.Propose propose, long epoch) {
        boolean entered = queue.end().enteredEpoch() == epoch;
        long end = queue.end().lastZxid();
        List<Batch> news = new ArrayList<>();
        for (Batch batch : propose.batches()) {
            if (batch.lastZxid() > end) {
                boolean ofThisEpoch = Zxid.epochOf(batch.firstZxid()) == epoch;
                boolean inItsPlace =
                        entered == ofThisEpoch || ofThisEpoch && queue.end().blank();
                if (!inItsPlace || !LogState.follows(end, batch.firstZxid())) {
                    return false;
                }
                news.add(batch);
                end = batch.lastZxid();
            }
        }
        learnCommitted(propose.commitZxid());
        if (!news.isEmpty()) {
            align();
            queue.add(new LogRecord.Accepted(news, Math.min(committed, end)));
        }
        return true;
    }

    void enter(long epoch, int leader, long ensembleId) {
        align();
        queue.add(new LogRecord.EpochEntered(epoch, leader, ensembleId));
    }

    void learnCommitted(long zxid) {
        committed = Math.max(committed, zxid);
    }

    /** Returns whether the append that was outstanding is done. */
    boolean complete(long ticket) {
        boolean done = queue.complete(ticket);
        if (done && aligned && !queue.truncating()) {
            soundZxid = queue.durable().lastZxid();
        }
        return done;
    }

    /** What has become durable of the leader's log since the last call; 0 if nothing has. */
    long takeAck() {
        if (!aligned || soundZxid <= acknowledged) {
            return 0;
        }
        acknowledged = soundZxid;
        return soundZxid;
    }

    /** Asks for what is due: the next append, and to apply what is committed and, as the leader's history, durable. */
    void pump(Now now, List<Effect> effects) {
        long deliverable = Math.min(committed, soundZxid);
        if (deliverable > delivered) {
            delivered = deliverable;
            effects.add(new Effect.Commit(deliverable));
        }
        queue.pump(now, effects);
    }
}
