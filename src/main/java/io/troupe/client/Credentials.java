package io.troupe.client;

import io.troupe.model.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who this client says that it is: every connection is told of it anew, before it is asked anything. */
final class Credentials {
    private final List<Request.Auth> all = new ArrayList<>();
    private final List<Call> unsent = new ArrayList<>();
    /** One for each authentication that the present connection has not answered; answers come in this order. */
    private final Deque<Optional<Call>> due = new ArrayDeque<>();

    void add(Request.Auth auth, Call call) {
        all.add(auth);
        unsent.add(call);
    }

    List<Request.Auth> all() {
        return all;
    }

    void sent(Call call) {
        unsent.remove(call);
        due.add(Optional.of(call));
    }

    /** All of them, at the start of a connection; those who wait for an answer were added last. */
    void sentAll() {
        List<Call> waiting = new ArrayList<>();
        due.forEach(call -> call.ifPresent(waiting::add));
        waiting.addAll(unsent);
        due.clear();
        unsent.clear();
        for (int i = waiting.size(); i < all.size(); i++) {
            due.add(Optional.empty());
        }
        waiting.forEach(call -> due.add(Optional.of(call)));
    }

    /** Who waits for the answer that came, if anyone. */
    @Nullable
    Call answered() {
        Optional<Call> call = due.poll();
        return call == null ? null : call.orElse(null);
    }

    Collection<Call> takeCalls() {
        List<Call> calls = new ArrayList<>(unsent);
        due.forEach(call -> call.ifPresent(calls::add));
        unsent.clear();
        due.clear();
        return calls;
    }
}
