package io.troupe.server;

import java.util.Objects;

/**
 * A host, by name or address, and a port. The name is not resolved here: a peer whose name does not resolve yet delays
 * its own link and nothing else. An IPv6 address is held without its brackets. Port 0 means "any free one"; a
 * configuration file cannot say it, a test can.
 */
public record Endpoint(String host, int port) {
    /** All addresses of this machine. */
    public static final String ANY_HOST = "0.0.0.0";

    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no endpoint: '" + host + "' port " + port);
        }
    }

    /** Whether both would want the same port of the same machine, as far as their spelling tells. */
    boolean collidesWith(Endpoint other) {
        return port == other.port && (host.equalsIgnoreCase(other.host) || isAny() || other.isAny());
    }

    private boolean isAny() {
        return host.equals(ANY_HOST) || host.equals("::");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
