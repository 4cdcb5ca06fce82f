package io.troupe.client;

/**
 * A write was sent and its answer did not come: it may have been applied, may still be, or may not. Look before asking
 * again, or use what is safe to repeat (a protected create, a write with a version).
 */
public final class OutcomeUnknown extends ClientException {
    private static final long serialVersionUID = 1;

    private final int cxid;
    private final boolean sessionLost;

    OutcomeUnknown(String operation, String path, int cxid, boolean sessionLost, String problem) {
        super(operation, path, "the outcome is unknown: " + problem, null);
        this.cxid = cxid;
        this.sessionLost = sessionLost;
    }

    /** Whether the session ended, too: an ephemeral that was created after all is gone with it, or soon will be. */
    public boolean sessionLost() {
        return sessionLost;
    }

    /** The number under which the server knows the request: it stands in ZooKeeper's log beside the session. */
    public int cxid() {
        return cxid;
    }

    @Override
    public boolean nothingChanged() {
        return false;
    }
}
