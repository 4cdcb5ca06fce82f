package io.troupe.tree;

import io.troupe.model.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one item of a round at one part of the tree. {@code body} is encoded, and null where there is an error
 * or nobody here asked. {@code failure} is null but for SystemError.
 */
record Done(
        ErrorCode error,
        byte @Nullable [] body,
        List<Fired> fired,
        List<Entry.Collect> collectable,
        @Nullable RuntimeException failure) {

    static final Done NOTHING = new Done(ErrorCode.OK, null, List.of(), List.of(), null);

    static Done replying(byte[] body) {
        return new Done(ErrorCode.OK, body, List.of(), List.of(), null);
    }
}
