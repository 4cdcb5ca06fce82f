package io.troupe.client;

import io.troupe.model.HashRing;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order a client tries the peers: from the one that its key belongs to on the ring on, so that clients spread
 * evenly and, when a peer goes, only its own clients move, to all the others. A peer that was just lost comes last.
 */
final class HostWalk {
    private final List<Host> preferred;
    private List<Host> walk;
    private int next;

    HostWalk(List<Host> hosts, String clientKey) {
        List<Host> rest = new ArrayList<>(hosts);
        List<Host> order = new ArrayList<>();
        while (!rest.isEmpty()) {
            order.add(rest.remove(new HashRing(rest.stream().map(Host::toString).toList()).ownerOf(clientKey)));
        }
        preferred = List.copyOf(order);
        walk = preferred;
    }

    List<Host> preferred() {
        return preferred;
    }

    /** Whether all peers have been tried since the last {@link #begin}. */
    boolean exhausted() {
        return next == walk.size();
    }

    /** Once more from the start. */
    void begin() {
        walk = preferred;
        next = 0;
    }

    /** Once more, with {@code lost} at the end. */
    void beginWithout(Host lost) {
        List<Host> order = new ArrayList<>(preferred);
        order.remove(lost);
        order.add(lost);
        walk = order;
        next = 0;
    }

    Host next() {
        return walk.get(next++);
    }
}
