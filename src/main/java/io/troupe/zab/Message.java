package io.troupe.zab;

import java.util.Arrays;
import java.util.List;

/**
 * What cores say to each other. {@link MessageCodec} is their encoding.
 *
 * <p>Joining, in the order in which it is said: {@code FollowerInfo}, {@code NewEpoch}, {@code AckEpoch} (discovery);
 * {@code Probe}, {@code Probed}, {@code Truncate}, {@code Propose}…, {@code NewLeader}, {@code AckNewLeader},
 * {@code UpToDate} (synchronization); then {@code Propose}, {@code Ack}, {@code Commit} (broadcast).
 */
public sealed interface Message {
    /** What a peer does at present. */
    enum Activity {
        LOOKING,
        FOLLOWING,
        LEADING
    }

    /**
     * What a looking peer says to all, and what others answer to a looking one.
     *
     * @param choice the peer voted for, followed, or (by a leading one) itself; 0 where there is none
     * @param reachesQuorum whether the sender hears of enough peers to lead them
     * @param standing the sender's own log
     * @param epoch the epoch followed or led; 0 where there is none yet
     */
    record Notification(Activity activity, int choice, boolean reachesQuorum, Standing standing, long epoch)
            implements Message {}

    /**
     * A peer will follow the one it says this to.
     *
     * @param attempt names this try among all of this follower's tries, so that answers to an earlier one are known
     * @param rulesVersion the highest version of the tree's rules that the follower knows
     */
    record FollowerInfo(long attempt, Standing standing, int rulesVersion) implements Message {}

    /** The leader's epoch. {@code founding}: blank peers found the ensemble with it. */
    record NewEpoch(long attempt, long epoch, long ensembleId, boolean founding) implements Message {}

    /** The promise of {@code epoch} is durable here (or does not count: a blank joiner's). */
    record AckEpoch(long attempt, long epoch, Standing standing) implements Message {}

    /** What is the largest batch end at or before {@code zxid} in your log? */
    record Probe(long epoch, long zxid) implements Message {}

    /** The answer to {@code Probe}. */
    record Probed(long epoch, long zxid, long floorZxid) implements Message {}

    /** The leader's log parts from the follower's after {@code afterZxid}. */
    record Truncate(long epoch, long afterZxid) implements Message {}

    /** The next batches of the leader's log, of its own epoch or history. */
    record Propose(long epoch, List<Batch> batches, long commitZxid) implements Message {
        public Propose {
            batches = List.copyOf(batches);
        }
    }

    /** The history with which {@code epoch} begins ends here, at {@code historyZxid}. */
    record NewLeader(long epoch, long historyZxid, long ensembleId) implements Message {}

    /** That history is durable here, and so is having entered the epoch. */
    record AckNewLeader(long epoch) implements Message {}

    /** A quorum has entered the epoch; all up to {@code commitZxid} is committed. */
    record UpToDate(long epoch, long commitZxid) implements Message {}

    /** All up to {@code zxid} is durable here. */
    record Ack(long epoch, long zxid) implements Message {}

    /** All up to {@code zxid} is committed. */
    record Commit(long epoch, long zxid) implements Message {}

    /** The leader lives. {@code epoch} is 0 while it has none. */
    record Heartbeat(long epoch, long number, long commitZxid) implements Message {}

    /** So does the follower; it has seen the heartbeat of this number. {@code epoch} is 0 before it has entered one. */
    record HeartbeatReply(long epoch, long number) implements Message {}

    /** The leader leads no more. */
    record Farewell(long epoch) implements Message {}

    /** A follower's own writes, to be sequenced in this epoch or not at all. */
    record Forward(long epoch, List<Submission> submissions) implements Message {
        public Forward {
            submissions = List.copyOf(submissions);
        }
    }

    record SyncAsked(long epoch, long ticket) implements Message {}

    /** What the leader had sequenced when it was asked. */
    record SyncAnswered(long epoch, long ticket, long zxid) implements Message {}

    /**
     * Sessions whose clients were heard of at the sending peer, for the leader's session clock.
     *
     * @param number counts these messages at the sending peer
     */
    record Touched(long epoch, long number, long[] sessions) implements Message {
        @Override
        public boolean equals(Object other) {
            return other instanceof Touched that
                    && epoch == that.epoch
                    && number == that.number
                    && Arrays.equals(sessions, that.sessions);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(epoch + number) * 31 + Arrays.hashCode(sessions);
        }
    }

    /** All touches up to {@code number} have arrived, and since then a quorum has said that it is in the epoch. */
    record TouchesConfirmed(long epoch, long number) implements Message {}
}
