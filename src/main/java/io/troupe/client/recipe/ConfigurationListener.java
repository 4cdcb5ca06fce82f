package io.troupe.client.recipe;

import java.util.Optional;

/** Is told where the client calls back, in order. */
public interface ConfigurationListener<T> {
    /**
     * The current value first, then what follows; empty while there is none. Values that were replaced before anyone
     * could read them are not told, the last one always is.
     */
    void changed(Optional<Snapshot<T>> current);

    /** The value cannot be read or is not one. The one before stays in force. */
    default void unreadable(String reason) {}
}
