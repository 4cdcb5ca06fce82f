package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.ZnodePath;

/** Paths as clients send them, which may be none. */
final class Paths {

    private Paths() {}

    /** @throws Rejected with BadArguments where {@code path} is none */
    static void require(String path) {
        if (ZnodePath.problemWith(path).isPresent()) {
            throw Rejected.with(ErrorCode.BAD_ARGUMENTS);
        }
    }

    /**
     * What stands before the last slash, whether or not that is a path: of what is none nothing is found.
     *
     * @throws Rejected with BadArguments where there is no slash, or a NUL
     */
    static String requireParentOf(String path) {
        if (path.lastIndexOf('/') < 0 || path.indexOf('\0') >= 0) {
            throw Rejected.with(ErrorCode.BAD_ARGUMENTS);
        }
        return parentOf(path);
    }

    /** As {@link #requireParentOf}, and total: where there is no slash it is the root. */
    static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? ZnodePath.ROOT : path.substring(0, slash);
    }
}
