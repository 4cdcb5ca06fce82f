package io.troupe.client;

/** The result of what has none but that it happened. */
public enum Done {
    DONE
}
