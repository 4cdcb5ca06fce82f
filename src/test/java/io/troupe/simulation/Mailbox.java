package io.troupe.simulation;

/** The way from one actor of a process to another: in order, soon, and never at once. */
final class Mailbox {
    private static final long SOON_MICROS = 150;

    private final SimulatedPeer peer;
    private long lastDueMicros;

    Mailbox(SimulatedPeer peer) {
        this.peer = peer;
    }

    void tell(Runnable message) {
        long now = peer.world().schedule().nowMicros();
        lastDueMicros = Math.max(lastDueMicros, now + peer.chance().between(0, SOON_MICROS));
        peer.later(lastDueMicros - now, message);
    }
}
