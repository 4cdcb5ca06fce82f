package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import io.troupe.model.WatchKind;
import org.jspecify.annotations.Nullable;

/** checkWatches and removeWatches, whose kind is a number that may be none. */
final class WatchKinds {
    /** Persistent and recursive watches: known, and nobody has any. */
    private static final int PERSISTENT = 4;

    private static final int PERSISTENT_RECURSIVE = 5;

    private WatchKinds() {}

    /** Whether there is such a watch. */
    static boolean check(Watches watches, Request.CheckWatches request, long attachment) {
        WatchKind kind = kindOf(request.kind());
        return kind != null && watches.contains(request.path(), attachment, kind);
    }

    /** Whether there was such a watch. */
    static boolean remove(Watches watches, Request.RemoveWatches request, long attachment) {
        WatchKind kind = kindOf(request.kind());
        return kind != null && watches.remove(request.path(), attachment, kind);
    }

    /** Null for a kind that nobody has a watch of. @throws Rejected with MarshallingError for what is no kind */
    private static @Nullable WatchKind kindOf(int number) {
        return switch (number) {
            case 1 -> WatchKind.CHILDREN;
            case 2 -> WatchKind.DATA;
            case 3 -> WatchKind.ANY;
            case PERSISTENT, PERSISTENT_RECURSIVE -> null;
            default -> throw Rejected.with(ErrorCode.MARSHALLING_ERROR);
        };
    }
}
