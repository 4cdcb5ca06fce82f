package io.troupe.peer;

import io.troupe.zab.ZabSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * What a peer is told about itself.
 *
 * @param others the addresses of the other voters' peer ports, unresolved, by id
 * @param processId random bits that tell this process from every other
 * @param tickMillis of the session clock
 * @param readDeadline after which a log that has not answered a read is given up
 * @param feedBytes how much of what was appended is kept in memory, and how much the replica may have before it
 */
public record PeerSettings(
        ZabSettings zab,
        LinkSettings link,
        Map<Integer, InetSocketAddress> others,
        long processId,
        long tickMillis,
        Duration readDeadline,
        int feedBytes) {
    public PeerSettings {
        others = Map.copyOf(others);
    }

    public int self() {
        return zab.self();
    }

    /** How often cores are told that time passes. */
    Duration tick() {
        return Duration.ofMillis(Math.max(1, zab.heartbeatMillis() / 2));
    }
}
