package io.troupe.zab;

/**
 * What a peer tells others of its log, and what may be concluded from it.
 *
 * <p>A peer whose log is blank may be new, or may have lost its disk with entries that it had acknowledged. So it counts
 * in no quorum (vote, promise, ack) until it has entered an epoch, which it does behind all that it may have had. One
 * exception keeps a founding that was interrupted from blocking itself: a peer that took part in the founding has promised
 * durably, and blank peers promise at no other time. Such a peer has not lost its disk since; that it acknowledged nothing
 * is the truth, so it counts.
 */
public record Standing(long enteredEpoch, long lastZxid, long promisedEpoch, int promisedTo, long ensembleId)
        implements Comparable<Standing> {
    /** See {@link LogState#blank}. */
    public boolean blank() {
        return enteredEpoch == 0;
    }

    /** Whether this peer's word counts in a quorum of an ensemble that has history. */
    public boolean counts() {
        return !blank() || promisedEpoch > 0 && ensembleId == 0;
    }

    /** Whether this peer may take part in founding: it knows of no ensemble, neither by id nor by an entry. */
    public boolean mayFound() {
        return blank() && lastZxid == 0 && ensembleId == 0;
    }

    /** Whether someone has been here before. */
    public boolean provesHistory() {
        return !blank() || lastZxid > 0 || ensembleId != 0;
    }

    /**
     * The only ensemble in which this peer may take part, 0 for any. An epoch entered binds once there is something to
     * lose: a founding may be interrupted after some have entered its epoch, and the next one draws another id. A blank
     * log that remembers an id (its damaged files were set aside) is bound to it.
     */
    public long boundTo() {
        return !blank() && lastZxid == 0 ? 0 : ensembleId;
    }

    public boolean strangerTo(long otherEnsembleId) {
        return boundTo() != 0 && otherEnsembleId != 0 && boundTo() != otherEnsembleId;
    }

    /**
     * The order in which histories can be relied on to hold what is committed: first by the epoch entered, then by the
     * last zxid (ZAB paper, section V.A, step l.1.2).
     */
    @Override
    public int compareTo(Standing other) {
        int byEpoch = Long.compare(enteredEpoch, other.enteredEpoch);
        return byEpoch != 0 ? byEpoch : Long.compare(lastZxid, other.lastZxid);
    }
}
