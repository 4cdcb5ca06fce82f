package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of an entry. {@code reply} is null where there is an error. {@code fired} are the watches that it set off
 * here, in the order in which they are told. {@code failure} is null but for SystemError, and is there to be logged.
 */
public record Outcome(
        ErrorCode error,
        @Nullable Reply reply,
        List<Fired> fired,
        @Nullable RuntimeException failure) {
    public Outcome {
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(fired, "fired");
    }

    static Outcome of(Reply reply, List<Fired> fired) {
        return new Outcome(ErrorCode.OK, reply, fired, null);
    }

    static Outcome rejected(ErrorCode error) {
        return new Outcome(error, null, List.of(), null);
    }

    static Outcome failed(RuntimeException failure) {
        return new Outcome(ErrorCode.SYSTEM_ERROR, null, List.of(), failure);
    }
}
