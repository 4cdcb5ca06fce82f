package io.troupe.tree;

import org.jspecify.annotations.Nullable;

/** A sync that an attachment asked for, in its place among what it asked. */
final class SyncPoint implements Item {
    private static final long UNANSWERED = Long.MAX_VALUE;

    private final Attachment asker;
    private final @Nullable String path;
    private long ticket;
    private long zxid = UNANSWERED;
    private boolean passed;

    SyncPoint(Attachment asker, @Nullable String path) {
        this.asker = asker;
        this.path = path;
    }

    Attachment asker() {
        return asker;
    }

    @Nullable
    String path() {
        return path;
    }

    long ticket() {
        return ticket;
    }

    /** Whatever was answered before is void. */
    void asked(long newTicket) {
        ticket = newTicket;
        zxid = UNANSWERED;
    }

    void answered(long newZxid) {
        zxid = newZxid;
    }

    /** What it has to wait for. */
    long zxid() {
        return zxid;
    }

    /** It had its turn, or nobody waits for it any more. */
    void pass() {
        passed = true;
    }

    boolean passed() {
        return passed;
    }
}
