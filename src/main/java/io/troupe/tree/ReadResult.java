package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import java.util.List;
import java.util.Objects;

/**
 * The answer to a read. {@code body} is encoded, and null where there is an error. {@code missed} are the events that
 * setWatches owes the client at once; they go before the reply.
 */
public record ReadResult(ErrorCode error, byte[] body, List<WatchEvent> missed) {
    public ReadResult {
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(missed, "missed");
    }
}
