package io.troupe.zab;

import java.util.List;

/**
 * The events of a peer's transaction log, in the order in which they became durable. {@link LogState} is their fold.
 */
public sealed interface LogRecord {
    /**
     * Proposals accepted from the leader (or sequenced by it); not yet committed by being here.
     *
     * @param commitPoint what was known to be committed when this was written; it rides along and is never written
     *     alone
     */
    record Accepted(List<Batch> batches, long commitPoint) implements LogRecord {
        public Accepted {
            batches = List.copyOf(batches);
            if (batches.isEmpty()) {
                throw new IllegalArgumentException("nothing was accepted");
            }
        }
    }

    /** All after {@code afterZxid} is void: an older epoch proposed it and no newer one has it. */
    record Truncated(long afterZxid) implements LogRecord {}

    /**
     * The leader's snapshot stands in for all up to {@code snapshotZxid}. Until the next {@code EpochEntered} the peer
     * counts in no quorum.
     */
    record Installed(long snapshotZxid, long digest, int rulesVersion, long stampMillis) implements LogRecord {}

    /** This peer will take part in no epoch before {@code epoch}, and in this one only under peer {@code leader}. */
    record EpochPromised(long epoch, int leader) implements LogRecord {}

    /** This peer has all of the history with which {@code epoch} begins; what follows was proposed in that epoch. */
    record EpochEntered(long epoch, int leader, long ensembleId) implements LogRecord {}

    /** What all earlier records add up to; opens each segment, so that earlier ones can go. */
    record Carried(LogState state) implements LogRecord {}
}
