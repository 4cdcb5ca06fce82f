package io.troupe.client.recipe;

import io.troupe.client.ConnectionState;
import io.troupe.client.StateChange;
import java.util.List;

/** What can happen in a contest. {@code round} numbers attempts, so that a late answer to an old one is known. */
sealed interface ContestInput {
    record Session(StateChange change) implements ContestInput {
        /** The client is closed: there will be no other session. */
        boolean isLast() {
            return change.state() == ConnectionState.CLOSED;
        }
    }

    enum Wish implements ContestInput {
        ENTER,
        LEAVE
    }

    record Created(int round, String path, long czxid) implements ContestInput {}

    record CreateFailed(int round, String reason, boolean forGood) implements ContestInput {}

    record Listed(int round, List<String> names) implements ContestInput {}

    /** Something that was watched or looked at changed, or could not be looked at: look again. */
    record LookAgain(int round) implements ContestInput {}

    /** The held znode is no more. */
    record OwnGone(int round) implements ContestInput {}
}
