package io.troupe.session;

import io.troupe.peer.Op;
import io.troupe.wire.ConnectRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done after one turn of a conversation, beside sending what its {@link Outbox} holds.
 *
 * @param connect asks the replica for a session, its timeout being clamped; null in all turns but one
 * @param ops go to the replica, in this order
 * @param touch the client was heard of and {@code ops} does not tell the replica so
 * @param close the connection is closed when what the outbox holds is sent
 */
public record Turn(@Nullable ConnectRequest connect, List<Op> ops, boolean touch, boolean close) {
    static final Turn QUIET = new Turn(null, List.of(), false, false);
}
