package io.troupe.client;

/** The session ended before this was sent. Nothing was changed; it may be asked again in the next session. */
public final class SessionLost extends ClientException {
    private static final long serialVersionUID = 1;

    SessionLost(String operation, String path, String problem) {
        super(operation, path, problem, null);
    }

    @Override
    public boolean nothingChanged() {
        return true;
    }
}
