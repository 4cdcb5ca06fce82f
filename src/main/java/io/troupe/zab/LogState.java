package io.troupe.zab;

import io.troupe.model.Zxid;
import java.util.function.Supplier;

/**
 * What a peer's log says of itself: the fold of its records. Promise, history and truncation are one record in one
 * order, so there is no crash after which they contradict each other (as ZooKeeper's epoch files can: ZOOKEEPER-1653,
 * 4643).
 *
 * @param ensembleId of the ensemble this log belongs to; 0 while that is open
 * @param rulesVersion the highest version of the tree's rules in any entry, truncated ones included
 * @param promisedEpoch no epoch before this one will be entered
 * @param promisedTo the leader to whom that was promised; 0 where nothing was
 * @param enteredEpoch the last epoch whose initial history is complete here; 0 while the log is blank
 * @param commitPoint all up to here is committed; more may be
 * @param baseZxid all up to here is in a snapshot rather than in this log
 * @param lastZxid the end of the history, committed or not
 * @param lastStampMillis no batch so far bears a later stamp; what a new leader's stamps must not fall behind
 */
public record LogState(
        long ensembleId,
        int rulesVersion,
        long promisedEpoch,
        int promisedTo,
        long enteredEpoch,
        long commitPoint,
        long baseZxid,
        long lastZxid,
        long lastStampMillis) {
    /** A log without records. */
    public static final LogState BLANK = new LogState(0, 1, 0, 0, 0, 0, 0, 0, 0);

    /** Whether this log has not entered any epoch: it may be new, or its disk may have lost everything. */
    public boolean blank() {
        return enteredEpoch == 0;
    }

    /** What this peer tells others of its log. */
    public Standing standing() {
        return new Standing(enteredEpoch, lastZxid, promisedEpoch, promisedTo, ensembleId);
    }

    /** The ensemble in which alone this log may take part, 0 for any: see {@link Standing#boundTo}. */
    public long boundEnsembleId() {
        return standing().boundTo();
    }

    /**
     * This log with one more record.
     *
     * @throws InvariantViolation where no correct run of the protocol writes {@code record} here
     */
    public LogState after(LogRecord record) {
        if (record instanceof LogRecord.Accepted accepted) {
            return afterAccepted(accepted);
        } else if (record instanceof LogRecord.Truncated truncated) {
            return afterTruncated(truncated.afterZxid());
        } else if (record instanceof LogRecord.EpochPromised promised) {
            return afterPromised(promised.epoch(), promised.leader());
        } else if (record instanceof LogRecord.EpochEntered entered) {
            return afterEntered(entered);
        } else if (record instanceof LogRecord.Installed installed) {
            return afterInstalled(installed);
        } else {
            return afterCarried(((LogRecord.Carried) record).state());
        }
    }

    private LogState afterAccepted(LogRecord.Accepted accepted) {
        long last = lastZxid;
        int rules = rulesVersion;
        long stamp = lastStampMillis;
        for (Batch batch : accepted.batches()) {
            checkFollows(last, batch);
            last = batch.lastZxid();
            rules = Math.max(rules, batch.rulesVersion());
            stamp = Math.max(stamp, batch.stampMillis());
        }
        demand(
                accepted.commitPoint() <= last,
                () -> "committed up to " + Zxid.text(accepted.commitPoint()) + ", beyond the log's end");
        long commit = Math.max(commitPoint, accepted.commitPoint());
        return new LogState(ensembleId, rules, promisedEpoch, promisedTo, enteredEpoch, commit, baseZxid, last, stamp);
    }

    private void checkFollows(long last, Batch batch) {
        long epoch = Zxid.epochOf(batch.firstZxid());
        demand(follows(last, batch.firstZxid()), () -> "a gap between " + Zxid.text(last) + " and " + batch);
        // Any other epoch is history on the way into the one promised. It may be older than the epoch entered: one that
        // no quorum entered can lose against the history of an older one. A blank joiner does not promise (see
        // Standing).
        demand(
                epoch == enteredEpoch || blank() || promisedEpoch > enteredEpoch && epoch < promisedEpoch,
                () -> batch + " in neither the epoch entered, " + enteredEpoch + ", nor history of " + promisedEpoch);
    }

    /** Whether an entry {@code next} may stand right behind {@code last}: no counter is skipped, no epoch goes back. */
    static boolean follows(long last, long next) {
        return Zxid.epochOf(next) == Zxid.epochOf(last) ? next == last + 1 : next > last && Zxid.counterOf(next) == 1;
    }

    private LogState afterTruncated(long afterZxid) {
        demand(afterZxid <= lastZxid, () -> "truncated after " + Zxid.text(afterZxid) + ", beyond the log's end");
        demand(
                afterZxid >= Math.max(commitPoint, baseZxid),
                () -> "truncated after " + Zxid.text(afterZxid) + " what is committed up to " + Zxid.text(commitPoint));
        demand(blank() || promisedEpoch > enteredEpoch, () -> "truncated within the epoch entered, " + enteredEpoch);
        return new LogState(
                ensembleId,
                rulesVersion,
                promisedEpoch,
                promisedTo,
                enteredEpoch,
                commitPoint,
                baseZxid,
                afterZxid,
                lastStampMillis);
    }

    private LogState afterPromised(long epoch, int leader) {
        demand(epoch > promisedEpoch, () -> "promised epoch " + epoch + " after " + promisedEpoch);
        return new LogState(
                ensembleId,
                rulesVersion,
                epoch,
                leader,
                enteredEpoch,
                commitPoint,
                baseZxid,
                lastZxid,
                lastStampMillis);
    }

    private LogState afterEntered(LogRecord.EpochEntered entered) {
        long epoch = entered.epoch();
        demand(epoch > enteredEpoch, () -> "entered epoch " + epoch + " after " + enteredEpoch);
        demand(
                epoch == promisedEpoch && entered.leader() == promisedTo || blank() && epoch > promisedEpoch,
                () -> "entered epoch " + epoch + " of peer " + entered.leader() + ", promised " + promisedEpoch + " to "
                        + promisedTo);
        // A blank joiner enters behind all that it may have had before (see Synchronization).
        long newest = blank() ? epoch : epoch - 1;
        demand(Zxid.epochOf(lastZxid) <= newest, () -> "entered epoch " + epoch + " behind " + Zxid.text(lastZxid));
        demand(
                entered.ensembleId() != 0 && !standing().strangerTo(entered.ensembleId()),
                () -> "entered an epoch of another ensemble");
        return new LogState(
                entered.ensembleId(),
                rulesVersion,
                epoch,
                entered.leader(),
                epoch,
                commitPoint,
                baseZxid,
                lastZxid,
                lastStampMillis);
    }

    private LogState afterInstalled(LogRecord.Installed installed) {
        long zxid = installed.snapshotZxid();
        demand(zxid >= commitPoint, () -> "a snapshot at " + Zxid.text(zxid) + " lacks what is committed");
        return new LogState(
                ensembleId,
                Math.max(rulesVersion, installed.rulesVersion()),
                promisedEpoch,
                promisedTo,
                0,
                zxid,
                zxid,
                zxid,
                Math.max(lastStampMillis, installed.stampMillis()));
    }

    private LogState afterCarried(LogState state) {
        demand(equals(BLANK) || equals(state), () -> "a segment carries " + state + " after " + this);
        return state;
    }

    /** The words are made only if they are needed: this stands on the way of every write. */
    private static void demand(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new InvariantViolation(otherwise.get());
        }
    }
}
