package io.troupe.model;

import java.util.Objects;

/** Whom an ACL names or a connection is: {@code world:anyone}, {@code digest:ann:hash}, {@code ip:127.0.0.1}. */
public record Identity(String scheme, String id) {
    public static final Identity ANYONE = new Identity("world", "anyone");

    /** Held by a superuser's connection; never storable in an ACL. */
    public static final String SUPER_SCHEME = "super";

    public Identity {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(id, "id");
    }
}
