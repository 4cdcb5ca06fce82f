package io.troupe.tree;

/**
 * The cuts of a partition, one at a time: opened between rounds and behind a whole batch, since a log can be read on
 * only there, and then read while the rounds go on.
 */
public final class PartitionCut {
    private static final int STEPS_MAX = 1024;

    private final Partition partition;
    private boolean wanted;
    /** Whether sessions are still to be read; they come before the crown. */
    private boolean sessionsDue;

    PartitionCut(Partition partition) {
        this.partition = partition;
    }

    /** The next round that comes to the end of a batch ends there, so that there can be a cut. */
    public void want() {
        wanted = true;
        partition.planner().wantCut();
    }

    /** Whether one is wanted and can be had right now. */
    public boolean isDue() {
        return wanted && partition.isBetweenRounds() && partition.planner().behindBatch();
    }

    /**
     * Opens a cut of the sessions and of the crown. Whoever has the subtrees opens one of each before the next round.
     * To be asked where it {@link #isDue}.
     */
    public CutHead open() {
        if (!isDue()) {
            throw new IllegalStateException("a round is being worked off, or a batch is not applied whole");
        }
        wanted = false;
        partition.planner().wasCut();
        partition.sessions().roll().openCut();
        partition.crown().openCut();
        sessionsDue = true;
        History history = partition.history();
        return new CutHead(
                partition.planner().zxid(), partition.census().digest(), history.rulesVersion(), history.stampMillis());
    }

    /** The next chunk of the sessions, and then of the crown. */
    public CutChunk read(int chunkBytes) {
        ImageWriter chunk = new ImageWriter(chunkBytes);
        boolean last = false;
        if (sessionsDue) {
            sessionsDue = !partition.sessions().roll().read(chunk.sessions(), STEPS_MAX);
        } else {
            last = partition.crown().readCut(chunk);
        }
        return new CutChunk(chunk.take(), last);
    }

    /** Nobody reads on; those of the subtrees are for their owners to close. */
    public void close() {
        partition.sessions().roll().closeCut();
        partition.crown().closeCut();
        sessionsDue = false;
    }
}
