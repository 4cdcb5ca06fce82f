package io.troupe.zab;

/**
 * What an established leader tells an operator.
 *
 * @param learners peers that follow it, or are on their way to
 * @param synced those of them that are in the epoch and whose acks are not late
 * @param proposals the sizes of what it has proposed in this epoch
 */
public record LeaderReport(int learners, int synced, ProposalSizes proposals) {
    /** Of a leader whom nobody follows yet and who has proposed nothing. */
    public static final LeaderReport NOTHING_YET = new LeaderReport(0, 0, ProposalSizes.NONE);

    /** Bytes of batches, since a batch is what is proposed; -1 before the first. */
    public record ProposalSizes(long lastBytes, long minBytes, long maxBytes) {
        static final ProposalSizes NONE = new ProposalSizes(-1, -1, -1);

        ProposalSizes and(long bytes) {
            return new ProposalSizes(
                    bytes, minBytes < 0 ? bytes : Math.min(minBytes, bytes), Math.max(maxBytes, bytes));
        }
    }
}
