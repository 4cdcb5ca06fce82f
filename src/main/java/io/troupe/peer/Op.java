package io.troupe.peer;

import io.troupe.model.Identity;
import io.troupe.model.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request of a connection to its replica, in the order in which it came. Each is answered by one reply. */
public sealed interface Op {

    /**
     * {@code body} is the operation's own record as the client sent it, already known to decode; it is never changed.
     */
    record Write(int opCode, byte[] body, List<Identity> identities) implements Op {}

    record Read(Request.Read request, List<Identity> identities) implements Op {}

    record Sync(@Nullable String path) implements Op {}

    /** Nothing that follows is answered. */
    record Close() implements Op {}
}
