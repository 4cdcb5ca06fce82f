package io.troupe.zab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How far the leader has brought one follower, over one link, in one try of the follower's to join. */
final class FollowerProgress {
    /** The steps of joining, in order. */
    enum Stage {
        /** It wants to follow. */
        INFORMED,
        /** It has acknowledged the epoch. */
        PROMISED,
        /** The last zxid that both logs have is being looked for. */
        SEARCHING,
        /** It is being sent the leader's log from there on. */
        FED,
        /** It has entered the epoch: its acks count. */
        ENTERED
    }

    private record Sent(long lastZxid, int bytes, long atMillis) {}

    private static final long NO_QUESTION = -1;

    private final int peer;
    private final long attempt;
    private final int windowBytes;
    private final Deque<Sent> unacknowledged = new ArrayDeque<>();
    private final long askedAtHeartbeat;
    private long answeredHeartbeat;
    private Standing standing;
    private Stage stage = Stage.INFORMED;
    private boolean newEpochSent;
    private long located = NO_QUESTION;
    private long probed = NO_QUESTION;
    private long entryZxid;
    private long position;
    private long acknowledged;
    private long toldCommitted;
    private long bytesInFlight;
    private boolean newLeaderSent;
    private boolean reading;

    /** @param heartbeat the number of the leader's last heartbeat when the follower asked */
    FollowerProgress(int peer, Message.FollowerInfo info, long heartbeat, int windowBytes) {
        this.peer = peer;
        this.askedAtHeartbeat = heartbeat;
        this.attempt = info.attempt();
        this.standing = info.standing();
        this.windowBytes = windowBytes;
    }

    int peer() {
        return peer;
    }

    long attempt() {
        return attempt;
    }

    Standing standing() {
        return standing;
    }

    Stage stage() {
        return stage;
    }

    boolean atLeast(Stage reached) {
        return stage.compareTo(reached) >= 0;
    }

    void answered(long heartbeat) {
        answeredHeartbeat = Math.max(answeredHeartbeat, heartbeat);
    }

    long answeredHeartbeat() {
        return answeredHeartbeat;
    }

    /** Whether this one was in the epoch, and with the leader, after {@code joiner} had asked to follow. */
    boolean wasHereAfterAsking(FollowerProgress joiner) {
        return stage == Stage.ENTERED && answeredHeartbeat > joiner.askedAtHeartbeat;
    }

    boolean newEpochSent() {
        return newEpochSent;
    }

    void sentNewEpoch() {
        newEpochSent = true;
    }

    void promised(Standing now) {
        standing = now;
        stage = Stage.PROMISED;
    }

    /** The question now open: which of our batch ends is at or before {@code theirZxid}? */
    void locating(long theirZxid) {
        stage = Stage.SEARCHING;
        located = theirZxid;
        probed = NO_QUESTION;
    }

    /** The question now open: which of theirs is at or before {@code ourZxid}? */
    void probing(long ourZxid) {
        located = NO_QUESTION;
        probed = ourZxid;
    }

    /** Whether this answers the open question, and not one of an earlier try. */
    boolean locates(long theirZxid) {
        return stage == Stage.SEARCHING && located == theirZxid;
    }

    boolean probes(long ourZxid) {
        return stage == Stage.SEARCHING && probed == ourZxid;
    }

    /** The follower is to enter the epoch behind {@code zxid} of the leader's log. */
    void entersBehind(long zxid) {
        entryZxid = zxid;
    }

    long entryZxid() {
        return entryZxid;
    }

    /** The follower's log is the leader's up to {@code zxid}, and what follows goes from there. */
    void feedFrom(long zxid) {
        stage = Stage.FED;
        position = zxid;
        acknowledged = zxid;
    }

    void enter() {
        stage = Stage.ENTERED;
    }

    /** The end of what was sent. */
    long position() {
        return position;
    }

    /** The end of what is durable there. */
    long acknowledged() {
        return acknowledged;
    }

    boolean newLeaderSent() {
        return newLeaderSent;
    }

    void sentNewLeader() {
        newLeaderSent = true;
    }

    /** Whether a read from the leader's own log is under way for this follower. */
    boolean reading() {
        return reading;
    }

    void reading(boolean underWay) {
        reading = underWay;
    }

    /** The window bounds what is in flight; something may always be, however large. */
    int roomBytes() {
        return bytesInFlight == 0 ? windowBytes : (int) Math.max(0, windowBytes - bytesInFlight);
    }

    void sent(List<Batch> batches, long committed, Now now) {
        for (Batch batch : batches) {
            unacknowledged.add(new Sent(batch.lastZxid(), batch.bytes().length, now.monotonicMillis()));
            bytesInFlight += batch.bytes().length;
            position = batch.lastZxid();
        }
        toldCommitted(committed);
    }

    /** Takes an ack; one for what was never sent is none. Returns whether it is news. */
    boolean acknowledge(long zxid) {
        if (zxid > position || zxid <= acknowledged) {
            return false;
        }
        acknowledged = zxid;
        while (!unacknowledged.isEmpty() && unacknowledged.peek().lastZxid() <= zxid) {
            bytesInFlight -= unacknowledged.remove().bytes();
        }
        return true;
    }

    /** For how long the oldest batch in flight has been without an ack. */
    long lagMillis(Now now) {
        return unacknowledged.isEmpty()
                ? 0
                : now.monotonicMillis() - unacknowledged.peek().atMillis();
    }

    long toldCommitted() {
        return toldCommitted;
    }

    void toldCommitted(long zxid) {
        toldCommitted = Math.max(toldCommitted, zxid);
    }
}
