package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Zxid;
import io.troupe.zab.Message.Activity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private static final Batch A = Batches.batch(1, 1, "a");
    private static final Batch X = Batches.batch(2, 1, "x");
    private static final Batch Y = Batches.batch(2, 2, "y");

    @Test
    void itAsksUntilItIsAnswered() {
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1), 1, 3);
        follower.pass(100).pass(100);

        assertThat(follower.sent(3, Message.FollowerInfo.class)).hasSize(3);
        follower.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false))
                .pass(100);
        assertThat(follower.sent(3, Message.FollowerInfo.class)).isEmpty();
    }

    @Test
    void theEpochIsAcknowledgedOnceThePromiseIsDurable() {
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1), 1, 3);
        follower.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false));
        assertThat(follower.sent(3, Message.AckEpoch.class)).isEmpty();

        follower.write();

        assertThat(follower.durable().promisedEpoch()).isEqualTo(2);
        assertThat(follower.sent(3, Message.AckEpoch.class)).hasSize(1);
    }

    @Test
    void anAnswerToAnEarlierTryIsNone() {
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1), 1, 3);

        follower.receive(3, new Message.NewEpoch(99, 2, CoreTwin.ENSEMBLE, false))
                .write();

        assertThat(follower.sent(3, Message.AckEpoch.class)).isEmpty();
    }

    @Test
    void aBlankPeerPromisesOnlyWhenItFounds() {
        CoreTwin joiner = CoreTwin.follower(LogState.BLANK, 1, 3);
        joiner.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false)).write();
        assertThat(joiner.durable()).isEqualTo(LogState.BLANK);
        assertThat(joiner.sent(3, Message.AckEpoch.class)).hasSize(1);

        CoreTwin founder = CoreTwin.follower(LogState.BLANK, 1, 3);
        founder.receive(3, new Message.NewEpoch(1, 1, CoreTwin.ENSEMBLE, true)).write();
        assertThat(founder.durable().promisedEpoch()).isEqualTo(1);
        assertThat(founder.durable().standing().counts()).isTrue();
    }

    @Test
    void itTakesTheIdOfTheEnsembleThatItJoins() {
        CoreTwin joiner = CoreTwin.follower(LogState.BLANK, 1, 3);
        joiner.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false)).write();
        joiner.receive(3, new Message.Propose(2, List.of(A), 0));
        joiner.receive(3, new Message.NewLeader(2, Zxid.of(1, 1), CoreTwin.ENSEMBLE))
                .write();

        assertThat(joiner.durable().ensembleId()).isEqualTo(CoreTwin.ENSEMBLE);
        assertThat(joiner.durable().promisedEpoch()).isEqualTo(2);
    }

    @Test
    void itLeavesALeaderOfAnotherEnsembleAlone() {
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1, A), 1, 3);

        follower.receive(3, new Message.NewEpoch(1, 2, 77, false));

        assertThat(follower.retired()).isTrue();
    }

    @Test
    void inTheSameEpochItGoesOnWhereItsLogEnds() {
        CoreTwin follower = inEpoch(X);

        follower.receive(3, new Message.Propose(2, List.of(Y), Zxid.of(2, 1))).write();
        follower.receive(3, new Message.UpToDate(2, Zxid.of(2, 1)));

        assertThat(follower.take(Effect.Commit.class)).containsExactly(new Effect.Commit(Zxid.of(2, 1)));
        assertThat(follower.sent(3, Message.Ack.class)).containsExactly(new Message.Ack(2, Zxid.of(2, 2)));
        assertThat(follower.take(Effect.Active.class)).hasSize(1);
    }

    @Test
    void aLateTruncationOfAnEarlierLinkDoesNothing() {
        CoreTwin follower = inEpoch(X);

        follower.receive(3, new Message.Truncate(2, 0)).write();

        assertThat(follower.durable().lastZxid()).isEqualTo(Zxid.of(2, 1));
        assertThat(follower.retired()).isFalse();
    }

    @Test
    void whatItHasAlreadyIsPassedOver() {
        CoreTwin follower = inEpoch(X);

        follower.receive(3, new Message.Propose(2, List.of(X, Y), 0)).write();

        assertThat(follower.durable().lastZxid()).isEqualTo(Zxid.of(2, 2));
    }

    /** Otherwise it would be kept alive by heartbeats and get nothing else. */
    @Test
    void aLeaderThatLostTrackOfItIsLeft() {
        CoreTwin follower = inEpoch(X);

        follower.receive(3, new Message.NewEpoch(99, 2, CoreTwin.ENSEMBLE, false));

        assertThat(follower.retired()).isTrue();
    }

    @Test
    void aGapEndsTheTry() {
        CoreTwin follower = inEpoch(X);

        follower.receive(3, new Message.Propose(2, List.of(Batches.batch(2, 3, "z")), 0))
                .write();

        assertThat(follower.retired()).isTrue();
        assertThat(follower.durable().lastZxid()).isEqualTo(Zxid.of(2, 1));
    }

    @Test
    void aTailThatLostIsNeverTakenForCommitted() {
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1, A), 1, 3);
        follower.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false))
                .write();

        follower.receive(3, new Message.Heartbeat(2, 1, Zxid.of(2, 50)));
        assertThat(follower.take(Effect.Commit.class)).isEmpty();
        follower.receive(3, new Message.Truncate(2, 0)).receive(3, new Message.Commit(2, Zxid.of(2, 50)));
        assertThat(follower.take(Effect.Commit.class)).isEmpty();
        follower.write();

        assertThat(follower.take(Effect.Commit.class)).isEmpty();
        assertThat(follower.durable().lastZxid()).isZero();
    }

    @Test
    void writesAreForwardedOnceItServes() {
        CoreTwin follower = inEpoch(X);
        Input.Submit submit = new Input.Submit(List.of(Batches.submission("w")));
        follower.step(submit).step(new Input.Sync(4));
        assertThat(follower.sent(3, Message.Forward.class)).isEmpty();

        follower.receive(3, new Message.UpToDate(2, 0)).step(submit).step(new Input.Sync(5));

        assertThat(follower.sent(3, Message.Forward.class)).hasSize(1);
        assertThat(follower.sent(3, Message.SyncAsked.class)).containsExactly(new Message.SyncAsked(2, 5));
        follower.receive(3, new Message.SyncAnswered(2, 5, Zxid.of(2, 9)));
        assertThat(follower.take(Effect.Synced.class)).containsExactly(new Effect.Synced(5, Zxid.of(2, 9)));
    }

    @Test
    void aSilentLeaderIsLeft() {
        CoreTwin follower = inEpoch(X);
        follower.pass(900).receive(3, new Message.Heartbeat(2, 1, 0)).pass(900);
        assertThat(follower.retired()).isFalse();

        follower.pass(200);

        assertThat(follower.retired()).isTrue();
    }

    @Test
    void soIsOneThatLooksAgainOrSaysFarewellOrWhoseLinkBreaks() {
        Standing standing = CoreTwin.log(1).standing();
        Message looking = new Message.Notification(Activity.LOOKING, 3, true, standing, 0);

        assertThat(inEpoch(X).receive(3, looking).retired()).isTrue();
        assertThat(inEpoch(X).receive(3, new Message.Farewell(2)).retired()).isTrue();
        assertThat(inEpoch(X).receive(3, new Message.Farewell(1)).retired()).isFalse();
        assertThat(inEpoch(X).step(new Input.LinkDown(3)).retired()).isTrue();
        assertThat(inEpoch(X).step(new Input.LinkDown(2)).retired()).isFalse();
    }

    @Test
    void aLeaderElectThatStillLooksIsGivenAMoment() {
        Standing standing = CoreTwin.log(1).standing();
        CoreTwin follower = CoreTwin.follower(CoreTwin.log(1), 1, 3);

        follower.receive(3, new Message.Notification(Activity.LOOKING, 3, true, standing, 0));
        assertThat(follower.retired()).isFalse();
        assertThat(follower.sent(3, Message.Notification.class))
                .extracting(Message.Notification::choice)
                .containsExactly(3);
        follower.receive(3, new Message.Notification(Activity.LOOKING, 2, true, standing, 0));

        assertThat(follower.retired()).isTrue();
    }

    /** A follower of peer 3 that comes back in epoch 2, of which it has {@code batches}. */
    private static CoreTwin inEpoch(Batch... batches) {
        LogState log = LogState.BLANK
                .after(new LogRecord.EpochPromised(2, 3))
                .after(new LogRecord.EpochEntered(2, 3, CoreTwin.ENSEMBLE))
                .after(new LogRecord.Accepted(List.of(batches), 0));
        CoreTwin follower = CoreTwin.follower(log, 1, 3);
        follower.receive(3, new Message.NewEpoch(1, 2, CoreTwin.ENSEMBLE, false))
                .write();
        assertThat(follower.sent(3, Message.AckEpoch.class)).hasSize(1);
        return follower;
    }
}
