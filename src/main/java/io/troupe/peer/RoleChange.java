package io.troupe.peer;

import io.troupe.zab.LogState;
import java.util.Optional;

/**
 * Which role a peer plays, and when it may begin: only after the old role has ended and the log has answered an Open of
 * the new incarnation, which passed the same queue as all that the old role wrote (else its late writes would reach a
 * log whose end the new role has already read: ZOOKEEPER-4712).
 */
public final class RoleChange {
    /** What is to be done next. */
    public sealed interface Step {}

    /** Ask the log for its end; older incarnations must not write from here on. */
    public record Open(long incarnation) implements Step {}

    public record Elect(LogState log) implements Step {}

    public record Lead(long incarnation, LogState log) implements Step {}

    public record Follow(long incarnation, int leader, LogState log) implements Step {}

    /** End the role of this incarnation, and report when it has ended. */
    public record End(long incarnation) implements Step {}

    private enum Phase {
        OPENING,
        LOOKING,
        PLAYING,
        ENDING
    }

    private final int self;
    private Phase phase = Phase.OPENING;
    private long incarnation;
    private LogState log = LogState.BLANK;

    public RoleChange(int self) {
        this.self = self;
    }

    public Step begin() {
        return open();
    }

    public Optional<Step> opened(long opened, LogState state) {
        if (phase != Phase.OPENING || opened != incarnation) {
            return Optional.empty();
        }
        phase = Phase.LOOKING;
        log = state;
        return Optional.of(new Elect(state));
    }

    public Optional<Step> elected(int leader) {
        if (phase != Phase.LOOKING) {
            return Optional.empty();
        }
        phase = Phase.PLAYING;
        return Optional.of(leader == self ? new Lead(incarnation, log) : new Follow(incarnation, leader, log));
    }

    /** The role of this incarnation asks to end. */
    public Optional<Step> retired(long retired) {
        if (phase != Phase.PLAYING || retired != incarnation) {
            return Optional.empty();
        }
        phase = Phase.ENDING;
        return Optional.of(new End(incarnation));
    }

    /** The role of this incarnation has ended, asked or not. */
    public Optional<Step> ended(long ended) {
        if (ended != incarnation || phase != Phase.PLAYING && phase != Phase.ENDING) {
            return Optional.empty();
        }
        return Optional.of(open());
    }

    public boolean isLooking() {
        return phase == Phase.LOOKING;
    }

    public boolean isPlaying() {
        return phase == Phase.PLAYING;
    }

    public long incarnation() {
        return incarnation;
    }

    private Step open() {
        phase = Phase.OPENING;
        incarnation++;
        return new Open(incarnation);
    }
}
