package io.troupe.tree;

import io.troupe.model.WatchEvent;
import java.util.Objects;

/** A watch went off: {@code event} is for the connection that is {@code attachment}. */
public record Fired(long attachment, WatchEvent event) {
    public Fired {
        Objects.requireNonNull(event, "event");
    }
}
