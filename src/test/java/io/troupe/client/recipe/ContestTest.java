package io.troupe.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.client.ConnectionState;
import io.troupe.client.StateChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A place in the queue, step by step and without anyone to ask. */
class ContestTest {
    private static final String OWN = "/d/_c_x-lock-0000000005";

    private final Contest contest = new Contest(LossPolicy.SESSION);

    private List<ContestEffect> session(ConnectionState state, long id) {
        return contest.step(new ContestInput.Session(new StateChange(state, id, "test")));
    }

    private int enter() {
        session(ConnectionState.CONNECTED, 7);
        return ((ContestEffect.Create) contest.step(ContestInput.Wish.ENTER).get(0)).round();
    }

    private List<ContestEffect> win() {
        int round = enter();
        contest.step(new ContestInput.Created(round, OWN, 50));
        return contest.step(new ContestInput.Listed(round, List.of("_c_x-lock-0000000005", "other")));
    }

    @Test
    void whoIsFirstHoldsWithItsCzxidAsToken() {
        assertThat(win()).containsExactly(new ContestEffect.WatchOwn(1, OWN), new ContestEffect.Won(7, OWN, 50));
    }

    @Test
    void whoIsNotWatchesTheOneBeforeWhateverItsKind() {
        int round = enter();
        contest.step(new ContestInput.Created(round, OWN, 50));

        List<String> names = List.of("_c_x-lock-0000000005", "a__lock__0000000004", "_c_y-lock-0000000001", "zz");
        assertThat(contest.step(new ContestInput.Listed(round, names)))
                .containsExactly(new ContestEffect.WatchBefore(round, "a__lock__0000000004"));
        assertThat(contest.step(new ContestInput.LookAgain(round))).containsExactly(new ContestEffect.List(round));
    }

    @Test
    void nobodyContendsBeforeThereIsASession() {
        assertThat(contest.step(ContestInput.Wish.ENTER)).isEmpty();
        assertThat(session(ConnectionState.CONNECTED, 7)).containsExactly(new ContestEffect.Create(1));
    }

    @Test
    void aLostSessionLosesAndBeginsAnewInTheNext() {
        win();

        assertThat(session(ConnectionState.SUSPENDED, 7)).isEmpty();
        assertThat(session(ConnectionState.LOST, 7)).containsExactly(new ContestEffect.Lost("test"));
        assertThat(session(ConnectionState.CONNECTED, 8)).singleElement().isInstanceOf(ContestEffect.Create.class);
    }

    @Test
    void aStrictHolderGivesUpWithItsConnection() {
        Contest strict = new Contest(LossPolicy.CONNECTION);
        strict.step(new ContestInput.Session(new StateChange(ConnectionState.CONNECTED, 7, "test")));
        strict.step(ContestInput.Wish.ENTER);
        strict.step(new ContestInput.Created(1, OWN, 50));
        strict.step(new ContestInput.Listed(1, List.of("_c_x-lock-0000000005")));

        assertThat(strict.step(new ContestInput.Session(new StateChange(ConnectionState.SUSPENDED, 7, "test"))))
                .hasSize(3)
                .startsWith(new ContestEffect.Lost("the connection was lost: test"), new ContestEffect.Delete(OWN));
    }

    @Test
    void whatIsCreatedTooLateIsDeleted() {
        int round = enter();
        assertThat(contest.step(ContestInput.Wish.LEAVE)).isEmpty();

        assertThat(contest.step(new ContestInput.Created(round, OWN, 50)))
                .containsExactly(new ContestEffect.Delete(OWN));
    }

    @Test
    void anAnswerToAFormerRoundChangesNothing() {
        win();
        session(ConnectionState.LOST, 7);
        session(ConnectionState.CONNECTED, 8);

        assertThat(contest.step(new ContestInput.OwnGone(1))).isEmpty();
        assertThat(contest.step(new ContestInput.Listed(1, List.of()))).isEmpty();
        assertThat(contest.step(new ContestInput.CreateFailed(1, "late", true))).isEmpty();
    }

    @Test
    void aPlaceThatSomeoneDeletedIsTakenAnew() {
        int round = enter();
        contest.step(new ContestInput.Created(round, OWN, 50));
        assertThat(contest.step(new ContestInput.Listed(round, List.of("_c_y-lock-0000000001"))))
                .containsExactly(new ContestEffect.Create(round + 1));
    }
}
