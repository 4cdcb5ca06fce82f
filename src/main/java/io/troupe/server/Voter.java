package io.troupe.server;

import java.util.Objects;
import java.util.Optional;

/**
 * One peer that votes, as the line {@code server.N} names it: where its peers reach it, and, if the line says so, where
 * clients do. Every peer names the others in its own way, so only the ids have to be equal on all of them.
 */
public record Voter(int id, String host, int peerPort, int electionPort, Optional<Endpoint> client) {
    /** Server ids, as ZooKeeper's guide allows them. In the protocol between peers 0 is "nobody". */
    static final int MIN_ID = 1;

    static final int MAX_ID = 255;

    public Voter {
        Objects.requireNonNull(client, "client");
        if (!isId(id)) {
            throw new IllegalArgumentException("no server has the id " + id);
        }
    }

    static boolean isId(int id) {
        return id >= MIN_ID && id <= MAX_ID;
    }

    /** Where this voter's peers reach its log and its role. */
    public Endpoint peer() {
        return new Endpoint(host, peerPort);
    }

    /** Reserved for the control plane. */
    public Endpoint election() {
        return new Endpoint(host, electionPort);
    }
}
