package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.zab.Message.Activity;
import io.troupe.zab.Message.Notification;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElectionTest {
    private static final LogState EMPTY_MEMBER = CoreTwin.log(1);
    private static final LogState MEMBER = CoreTwin.log(1, Batches.batch(1, 1, "a"));
    private static final LogState LONGER = CoreTwin.log(1, Batches.batch(1, 1, "a"), Batches.batch(1, 2, "b"));
    private static final LogState NEWER = CoreTwin.log(2);

    @Test
    void aLonePeerOfOneLeadsAtOnce() {
        assertElected(CoreTwin.election(LogState.BLANK, 1, 1), 1);
        assertElected(CoreTwin.election(MEMBER, 1, 1), 1);
    }

    @Test
    void theBestLogWinsWhateverTheIds() {
        CoreTwin election = CoreTwin.election(LONGER, 1, 1, 2, 3);
        election.receive(2, looking(1, MEMBER)).receive(3, looking(1, MEMBER));

        assertElected(election, 1);
    }

    @Test
    void aNewerEpochOutweighsALongerLog() {
        CoreTwin election = CoreTwin.election(LONGER, 3, 1, 2, 3);
        election.receive(1, looking(1, NEWER)).receive(2, looking(1, LONGER));

        assertElected(election, 1);
    }

    @Test
    void equalLogsLeaveItToTheHighestId() {
        CoreTwin election = CoreTwin.election(MEMBER, 1, 1, 2, 3);
        election.receive(2, looking(3, MEMBER)).receive(3, looking(3, MEMBER));

        assertElected(election, 3);
    }

    @Test
    void aQuorumWaitsALittleForABetterVote() {
        CoreTwin election = CoreTwin.election(MEMBER, 2, 1, 2, 3);
        election.receive(1, looking(2, MEMBER));
        assertThat(election.take(Effect.Elected.class)).isEmpty();

        election.pass(150);
        assertThat(election.take(Effect.Elected.class)).isEmpty();
        election.pass(60);

        assertElected(election, 2);
    }

    /** ZOOKEEPER-2164 and others: a returning peer with a better log must not start a new election. */
    @Test
    void aPeerThatHearsFromALeadingOneFollowsIt() {
        CoreTwin election = CoreTwin.election(LONGER, 3, 1, 2, 3);

        election.receive(2, new Notification(Activity.LEADING, 2, true, MEMBER.standing(), 7));

        assertElected(election, 2);
    }

    @Test
    void thatSomebodyFollowsAnUnheardLeaderIsNoVote() {
        CoreTwin election = CoreTwin.election(LONGER, 3, 1, 2, 3);

        election.receive(2, new Notification(Activity.FOLLOWING, 1, false, MEMBER.standing(), 7))
                .pass(300);

        assertThat(election.take(Effect.Elected.class)).isEmpty();
    }

    @Test
    void aPeerThatCannotReachAQuorumIsNoCandidate() {
        CoreTwin election = CoreTwin.election(MEMBER, 2, 1, 2, 3);
        election.receive(3, new Notification(Activity.LOOKING, 0, false, LONGER.standing(), 0));

        assertThat(lastSaid(election, 3).choice()).isEqualTo(2);
    }

    @Test
    void votesOfTheSilentLapse() {
        CoreTwin election = CoreTwin.election(MEMBER, 2, 1, 2, 3);
        election.receive(1, looking(0, MEMBER)).pass(1100).pass(300);

        assertThat(lastSaid(election, 1).reachesQuorum()).isFalse();
    }

    @Test
    void aBrokenLinkTakesItsVoteAlong() {
        CoreTwin election = CoreTwin.election(MEMBER, 2, 1, 2, 3);
        election.receive(1, looking(2, MEMBER)).step(new Input.LinkDown(1)).pass(300);

        assertThat(election.take(Effect.Elected.class)).isEmpty();
    }

    @Test
    void blankPeersFoundAtOnceWhenAllAreThere() {
        CoreTwin election = CoreTwin.election(LogState.BLANK, 1, 1, 2, 3);
        election.receive(2, looking(3, LogState.BLANK)).receive(3, looking(3, LogState.BLANK));

        assertElected(election, 3);
    }

    @Test
    void aQuorumOfBlankPeersLooksAroundFirst() {
        CoreTwin election = CoreTwin.election(LogState.BLANK, 2, 1, 2, 3);
        election.receive(1, looking(2, LogState.BLANK)).pass(400);
        assertThat(election.take(Effect.Elected.class)).isEmpty();
        assertThat(lastSaid(election, 1).choice()).isZero();

        election.receive(1, looking(2, LogState.BLANK)).pass(150).pass(250);

        assertElected(election, 2);
    }

    @Test
    void blankPeersFoundNothingWhereThereIsHistory() {
        CoreTwin election = CoreTwin.election(LogState.BLANK, 1, 1, 2, 3);
        election.receive(2, looking(1, LogState.BLANK)).receive(3, looking(3, MEMBER));
        for (int i = 0; i < 10; i++) {
            election.receive(2, looking(1, LogState.BLANK))
                    .receive(3, looking(3, MEMBER))
                    .pass(200);
        }

        assertThat(election.take(Effect.Elected.class)).isEmpty();
    }

    @Test
    void aBlankPeersVoteDoesNotCount() {
        CoreTwin election = CoreTwin.election(MEMBER, 3, 1, 2, 3);
        for (int i = 0; i < 10; i++) {
            election.receive(1, looking(3, LogState.BLANK)).pass(100);
        }

        assertThat(election.take(Effect.Elected.class)).isEmpty();
    }

    /** A founding that some have finished and some have not must not block itself. */
    @Test
    void aFoundersVoteCounts() {
        LogState founder = LogState.BLANK.after(new LogRecord.EpochPromised(1, 3));
        CoreTwin election = CoreTwin.election(EMPTY_MEMBER, 3, 1, 2, 3);
        election.receive(1, looking(3, founder)).pass(250);

        assertElected(election, 3);
    }

    @Test
    void aPeerThatRemembersItsEnsembleNeverFounds() {
        LogState remembering = new LogState(CoreTwin.ENSEMBLE, 1, 0, 0, 0, 0, 0, 0, 0);
        CoreTwin election = CoreTwin.election(remembering, 3, 1, 2, 3);
        for (int i = 0; i < 10; i++) {
            election.receive(1, looking(3, LogState.BLANK))
                    .receive(2, looking(3, LogState.BLANK))
                    .pass(200);
        }

        assertThat(election.take(Effect.Elected.class)).isEmpty();
    }

    @Test
    void strangersAreNotHeard() {
        LogState stranger = LogState.BLANK
                .after(new LogRecord.EpochPromised(9, 2))
                .after(new LogRecord.EpochEntered(9, 2, 77))
                .after(new LogRecord.Accepted(List.of(Batches.batch(9, 1, "theirs")), 0));
        CoreTwin election = CoreTwin.election(MEMBER, 3, 1, 2, 3);

        election.receive(2, new Notification(Activity.LEADING, 2, true, stranger.standing(), 9));

        assertThat(election.take(Effect.Elected.class)).isEmpty();
    }

    private static Notification looking(int choice, LogState log) {
        return new Notification(Activity.LOOKING, choice, true, log.standing(), 0);
    }

    private static Notification lastSaid(CoreTwin election, int to) {
        var said = election.sent(to, Notification.class);
        return said.get(said.size() - 1);
    }

    private static void assertElected(CoreTwin election, int leader) {
        assertThat(election.take(Effect.Elected.class)).containsExactly(new Effect.Elected(leader));
    }
}
