package io.troupe.client;

import java.util.function.Consumer;

/** What other threads may know of a session at any moment. Written by its actor alone. */
final class SessionView {
    private final Consumer<StateChange> listener;
    private volatile Standing standing = new Standing(ConnectionState.CONNECTING, 0, 0);

    /** Read as one. */
    record Standing(ConnectionState state, long sessionId, long leaseEndMillis) {}

    SessionView(Consumer<StateChange> listener) {
        this.listener = listener;
    }

    void update(ConnectionState state, long sessionId, long leaseEndMillis) {
        standing = new Standing(state, sessionId, leaseEndMillis);
    }

    void changed(StateChange change) {
        listener.accept(change);
    }

    Standing standing() {
        return standing;
    }
}
