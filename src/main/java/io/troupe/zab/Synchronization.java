package io.troupe.zab;

import io.troupe.zab.FollowerProgress.Stage;
import java.util.List;

/**
 * The second phase and what follows it are one mechanism here: each follower has one cursor into the leader's log. It
 * is found at the last zxid that both logs have; what the follower has beyond is truncated; then the log flows, from
 * memory where it reaches back so far and else from disk, under a window of bytes. NEWLEADER stands exactly where the
 * history of older epochs ends, so in every log {@code EpochEntered} stands there too. A joiner misses no proposal and
 * gets none twice, since there is no second queue for live ones.
 *
 * <p>A blank joiner enters the epoch later: behind all that was proposed when it joined. It may have been here before
 * and have lost its disk, and with it entries of this very epoch that it had acknowledged; entering says that it has
 * them.
 *
 * <p>Why the last common zxid is all that need be found: a zxid names one proposal of one leader, and that leader's log
 * up to there. Logs that share a zxid are equal up to it.
 */
final class Synchronization {
    private final long epoch;
    private final long ensembleId;
    private final long historyZxid;
    private final int chunkBytes;

    /** @param historyZxid the end of the history with which {@code epoch} begins */
    Synchronization(long epoch, long ensembleId, long historyZxid, int chunkBytes) {
        this.epoch = epoch;
        this.ensembleId = ensembleId;
        this.historyZxid = historyZxid;
        this.chunkBytes = chunkBytes;
    }

    long historyZxid() {
        return historyZxid;
    }

    /**
     * Starts bringing a follower up that has acknowledged the epoch.
     *
     * @param endZxid the end of this peer's log
     * @return whether the follower has entered the epoch before
     */
    boolean begin(FollowerProgress follower, long endZxid, List<Effect> effects) {
        Standing theirs = follower.standing();
        if (theirs.enteredEpoch() == epoch) {
            // It was here and lost its link. All it has came from this leader; some may not be on this disk yet.
            follower.feedFrom(theirs.lastZxid());
            follower.enter();
            return true;
        }
        follower.entersBehind(theirs.counts() ? historyZxid : endZxid);
        searchFrom(follower, theirs.lastZxid(), effects);
        return false;
    }

    private void searchFrom(FollowerProgress follower, long theirZxid, List<Effect> effects) {
        if (theirZxid == 0 || theirZxid == historyZxid) {
            common(follower, theirZxid, effects);
        } else {
            follower.locating(theirZxid);
            effects.add(new Effect.Locate(follower.peer(), theirZxid));
        }
    }

    /** {@code floorZxid} is this log's last at or before {@code theirZxid}, which the follower's log has. */
    void onLocated(FollowerProgress follower, long theirZxid, long floorZxid, List<Effect> effects) {
        if (!follower.locates(theirZxid)) {
            return;
        }
        if (floorZxid == theirZxid || floorZxid == 0) {
            common(follower, floorZxid, effects);
        } else {
            // The follower's log may pass by this one without touching it, so it has to be asked.
            follower.probing(floorZxid);
            effects.add(new Effect.Send(follower.peer(), new Message.Probe(epoch, floorZxid)));
        }
    }

    /** The follower's last at or before {@code ourZxid}, which this log has. */
    void onProbed(FollowerProgress follower, long ourZxid, long floorZxid, List<Effect> effects) {
        if (!follower.probes(ourZxid)) {
            return;
        }
        if (floorZxid == ourZxid) {
            common(follower, ourZxid, effects);
        } else {
            searchFrom(follower, floorZxid, effects);
        }
    }

    private void common(FollowerProgress follower, long zxid, List<Effect> effects) {
        if (zxid < follower.standing().lastZxid()) {
            effects.add(new Effect.Send(follower.peer(), new Message.Truncate(epoch, zxid)));
        }
        follower.feedFrom(zxid);
    }

    /** Sends what the window allows. {@code endZxid} is the end of this peer's log, durable or not. */
    void pump(FollowerProgress follower, LogTail tail, long endZxid, long committed, Now now, List<Effect> effects) {
        while (follower.atLeast(Stage.FED) && !follower.reading()) {
            if (beforeEntry(follower) && follower.position() == follower.entryZxid()) {
                follower.sentNewLeader();
                effects.add(new Effect.Send(
                        follower.peer(), new Message.NewLeader(epoch, follower.entryZxid(), ensembleId)));
            }
            int room = Math.min(follower.roomBytes(), chunkBytes);
            if (follower.position() >= endZxid || room == 0) {
                return;
            }
            if (tail.reachesBackTo(follower.position())) {
                propose(follower, tail.after(follower.position(), room), committed, now, effects);
            } else {
                follower.reading(true);
                effects.add(new Effect.ReadLog(follower.peer(), follower.position(), room));
            }
        }
    }

    /** Takes what was read for the follower, unless it was read for an earlier try of it. */
    void onLogRead(FollowerProgress follower, Input.LogRead read, long committed, Now now, List<Effect> effects) {
        if (!follower.reading() || follower.position() != read.afterZxid()) {
            return;
        }
        if (read.batches().isEmpty()) {
            throw new InvariantViolation("the log has nothing after " + read.afterZxid() + ", which is not its end");
        }
        follower.reading(false);
        propose(follower, read.batches(), committed, now, effects);
    }

    private static boolean beforeEntry(FollowerProgress follower) {
        return follower.stage() == Stage.FED && !follower.newLeaderSent();
    }

    private void propose(FollowerProgress follower, List<Batch> next, long committed, Now now, List<Effect> effects) {
        // What lies beyond the place where the follower enters comes later, behind NEWLEADER.
        List<Batch> batches = beforeEntry(follower)
                ? next.stream()
                        .takeWhile(batch -> batch.lastZxid() <= follower.entryZxid())
                        .toList()
                : next;
        follower.sent(batches, committed, now);
        effects.add(new Effect.Send(follower.peer(), new Message.Propose(epoch, batches, committed)));
    }
}
