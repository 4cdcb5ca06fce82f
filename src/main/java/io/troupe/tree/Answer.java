package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import org.jspecify.annotations.Nullable;

/** One thing that a connection is sent because of what a replica did, in the order in which it is sent. */
public sealed interface Answer {

    /**
     * To the oldest request of the connection that is not answered yet. {@code zxid} is the last entry that the answer
     * can have seen; {@code body} is encoded, and null where there is an error.
     */
    record Reply(long zxid, ErrorCode error, byte @Nullable [] body) implements Answer {}

    record Event(WatchEvent event) implements Answer {}
}
