package io.troupe.zab;

import java.util.List;
import java.util.Map;

/**
 * What an established leader may only say after a quorum has said that it is still in its epoch: the answers to syncs
 * and the confirmations of touches. The question is the number of a heartbeat.
 */
final class EpochWitness {
    private final int self;
    private final Quorum quorum;
    private final SyncRounds syncs = new SyncRounds();
    private final TouchConfirmation touches = new TouchConfirmation();

    EpochWitness(int self, Quorum quorum) {
        this.self = self;
        this.quorum = quorum;
    }

    SyncRounds syncs() {
        return syncs;
    }

    TouchConfirmation touches() {
        return touches;
    }

    void forget(int peer) {
        syncs.forget(peer);
        touches.forget(peer);
    }

    /**
     * Says what may be said by now.
     *
     * @param heartbeat the number of the last heartbeat sent
     * @return whether another is wanted at once
     */
    boolean settle(Followers followers, long heartbeat, long epoch, List<Effect> effects) {
        Map<Integer, Long> answered = followers.answered();
        answered.put(self, heartbeat);
        long confirmed = quorum.agreed(answered);
        syncs.answer(confirmed, epoch, self, effects);
        touches.confirm(confirmed, epoch, self, effects);
        return syncs.begins(heartbeat, confirmed);
    }

    /** Whether anybody waits for it to say something. */
    boolean isAsked() {
        return syncs.isAsked() || touches.isAsked();
    }
}
