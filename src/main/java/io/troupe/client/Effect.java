package io.troupe.client;

import io.troupe.model.Reply;

/** What the session wants done, in this order. */
sealed interface Effect {
    /** Look the name up, connect, and say {@link Input.Opened} or {@link Input.Broken}. */
    record Dial(int attempt, Host host, long patienceMillis) implements Effect {}

    record HangUp(int attempt) implements Effect {}

    /** Whole frames. */
    record Send(int attempt, byte[] bytes) implements Effect {}

    record Answered(Call call, Reply reply) implements Effect {}

    record Failed(Call call, ClientException failure) implements Effect {}

    record Told(WatchTarget target, Watched watched) implements Effect {}

    record Changed(StateChange change) implements Effect {}
}
