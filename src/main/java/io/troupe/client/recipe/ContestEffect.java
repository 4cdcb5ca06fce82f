package io.troupe.client.recipe;

/** What a contest wants done. */
sealed interface ContestEffect {
    record Create(int round) implements ContestEffect {}

    record List(int round) implements ContestEffect {}

    /** Say {@link ContestInput.LookAgain} when the contender of this name is gone. */
    record WatchBefore(int round, String name) implements ContestEffect {}

    /** Say {@link ContestInput.OwnGone} when this znode is gone. */
    record WatchOwn(int round, String path) implements ContestEffect {}

    record Delete(String path) implements ContestEffect {}

    record Won(long sessionId, String path, long token) implements ContestEffect {}

    record Lost(String reason) implements ContestEffect {}

    /** The server does not let this client contend. */
    record Refused(String reason) implements ContestEffect {}
}
