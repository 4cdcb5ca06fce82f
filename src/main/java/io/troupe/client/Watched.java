package io.troupe.client;

import io.troupe.model.WatchEvent;

/** What a watch tells, once: what it waited for, or that it cannot wait any longer. */
public sealed interface Watched {
    /** The path as this client knows it. */
    String path();

    /** The znode changed. */
    record Fired(WatchEvent event) implements Watched {
        @Override
        public String path() {
            return event.path();
        }
    }

    /** The session is lost or the client closed: changes from now on are not told. Read again, if that matters. */
    record Ended(String path, String reason) implements Watched {}
}
