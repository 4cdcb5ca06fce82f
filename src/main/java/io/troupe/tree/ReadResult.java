package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a read. {@code body} is encoded, and null where there is an error. {@code missed} are the events that
 * setWatches owes the client at once; they go before the reply. {@code failure} is null but for SystemError, and is
 * there to be logged.
 */
public record ReadResult(
        ErrorCode error,
        byte @Nullable [] body,
        List<WatchEvent> missed,
        @Nullable RuntimeException failure) {
    public ReadResult {
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(missed, "missed");
    }

    static ReadResult of(byte[] body, List<WatchEvent> missed) {
        return new ReadResult(ErrorCode.OK, body, missed, null);
    }

    static ReadResult rejected(ErrorCode error) {
        return new ReadResult(error, null, List.of(), null);
    }

    static ReadResult failed(RuntimeException failure) {
        return new ReadResult(ErrorCode.SYSTEM_ERROR, null, List.of(), failure);
    }
}
