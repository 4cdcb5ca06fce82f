package io.troupe.tree;

import io.troupe.model.ErrorCode;

/** The versions of data and ACL, on which updates can be made conditional. */
final class Version {
    /** Asked for, it matches every version; so no node ever has it after an update. */
    private static final int ANY = -1;

    private Version() {}

    /** @throws Rejected with BadVersion where {@code wanted} is another version than {@code current} */
    static void require(int wanted, int current) {
        if (wanted != ANY && wanted != current) {
            throw Rejected.with(ErrorCode.BAD_VERSION);
        }
    }

    /** It wraps, and steps over -1: a conditional update would silently become unconditional (ZOOKEEPER-4743). */
    static int after(int version) {
        int next = version + 1;
        return next == ANY ? 0 : next;
    }
}
