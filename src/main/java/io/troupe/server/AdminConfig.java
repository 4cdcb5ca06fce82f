package io.troupe.server;

import java.util.Objects;

/**
 * What operators see of a peer.
 *
 * @param enabled whether there is a control plane at all; without it nothing listens for operators, nor on the election
 *     port
 * @param endpoint where its management endpoint listens
 */
public record AdminConfig(boolean enabled, Endpoint endpoint) {
    /** A peer that is part of another program shows itself through that. */
    public static final AdminConfig OFF = new AdminConfig(false, new Endpoint("127.0.0.1", 0));

    public AdminConfig {
        Objects.requireNonNull(endpoint, "endpoint");
    }
}
