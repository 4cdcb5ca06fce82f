package io.troupe.zab;

import java.util.List;

/**
 * What a core is told about its ensemble and its patience.
 *
 * @param self this peer's id, one of {@code voters}
 * @param voters the ids of all voters
 * @param heartbeatMillis how often an idle role lets others hear of it
 * @param silenceMillis after so long without a frame from a peer's role it counts as gone
 * @param initLimitMillis how long joining may go without progress
 * @param syncLimitMillis how late a follower's ack may be before it no longer counts as in sync
 * @param graceMillis how long blank peers look for history before they found an ensemble
 * @param finalizeMillis how long an election waits for a better vote once a quorum agrees
 * @param windowBytes how much may be on its way to one follower without its ack; also what the leader keeps in memory
 * @param maxBatchBytes a batch is closed at this size; a single larger submission is a batch of its own
 * @param rulesVersion the highest version of the tree's rules that this peer knows
 */
public record ZabSettings(
        int self,
        List<Integer> voters,
        long heartbeatMillis,
        long silenceMillis,
        long initLimitMillis,
        long syncLimitMillis,
        long graceMillis,
        long finalizeMillis,
        int windowBytes,
        int maxBatchBytes,
        int rulesVersion) {
    public ZabSettings {
        voters = voters.stream().sorted().distinct().toList();
        if (!voters.contains(self)) {
            throw new IllegalArgumentException("peer " + self + " is none of the voters " + voters);
        }
        if (voters.get(0) < 1) {
            throw new IllegalArgumentException("a peer's id is at least 1, unlike " + voters.get(0));
        }
        if (heartbeatMillis <= 0 || silenceMillis <= heartbeatMillis || initLimitMillis <= 0 || syncLimitMillis <= 0) {
            throw new IllegalArgumentException("silence must be longer than a heartbeat, and every limit positive");
        }
        if (graceMillis < 0 || finalizeMillis < 0 || windowBytes <= 0 || maxBatchBytes <= 0 || rulesVersion < 1) {
            throw new IllegalArgumentException("waits cannot be negative, nor sizes or the rules version nothing");
        }
    }
}
