package io.troupe.admin;

import java.time.Duration;
import java.util.Map;

/**
 * What the control plane is told.
 *
 * @param host on which the management endpoint listens; {@code port} 0 is any free one
 * @param controls where each peer's control plane listens for those of the others, this peer's included
 * @param bindHost the address on which it listens there
 * @param tick how often a peer tells the others what it is; after three of them without a word nothing is known of it
 * @param askDeadline after which a question to the engine is answered without it
 * @param islandPatience for which the members may lack the leader before this peer's control plane starts again
 * @param readyLag entries by which a ready follower may be behind its leader
 */
public record AdminSettings(
        int myid,
        String host,
        int port,
        Map<Integer, Control> controls,
        String bindHost,
        Duration tick,
        Duration askDeadline,
        Duration islandPatience,
        long readyLag) {

    /** Host and port of one peer's control plane. */
    public record Control(String host, int port) {}

    public static final Duration TICK = Duration.ofSeconds(1);
    public static final Duration ASK_DEADLINE = Duration.ofSeconds(2);
    public static final Duration ISLAND_PATIENCE = Duration.ofSeconds(10);
    public static final long READY_LAG = 10_000;

    public AdminSettings {
        controls = Map.copyOf(controls);
        if (!controls.containsKey(myid)) {
            throw new IllegalArgumentException("peer " + myid + " is not among " + controls.keySet());
        }
    }

    Control own() {
        Control own = controls.get(myid);
        if (own == null) {
            throw new IllegalStateException("checked when this was made");
        }
        return own;
    }
}
