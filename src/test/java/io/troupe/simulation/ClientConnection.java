package io.troupe.simulation;

import io.troupe.tree.ClientEvent;

/** A client's connection to a peer: a pipe each way. Each side hears that the other is gone in its turn. */
final class ClientConnection {
    private final long attachment;
    private final Pipe<ClientMessage> toPeer;
    private final Pipe<Runnable> toClient;
    private final SimulatedClient client;
    private boolean openAtClient = true;
    private boolean openAtPeer = true;

    ClientConnection(World world, Chance chance, SimulatedClient client, SimulatedPeer peer) {
        this.client = client;
        attachment = chance.any() | 1;
        long latencyMicros = chance.between(50, 5_000);
        toPeer = new Pipe<>(
                world.schedule(),
                () -> chance.between(latencyMicros / 2, latencyMicros),
                () -> false,
                message -> peer.fromClient(this, message));
        toClient = new Pipe<>(
                world.schedule(), () -> chance.between(latencyMicros / 2, latencyMicros), () -> false, Runnable::run);
    }

    long attachment() {
        return attachment;
    }

    void send(ClientMessage message) {
        if (openAtClient) {
            toPeer.send(message);
        }
    }

    void tell(ClientEvent event) {
        if (openAtPeer) {
            toClient.send(() -> client.heard(this, event));
        }
    }

    /** The client is gone from here; its peer hears of it behind what was sent before. */
    void closeAtClient() {
        if (openAtClient) {
            openAtClient = false;
            toClient.cut();
            toPeer.send(ClientMessage.Gone.GONE);
        }
    }

    /** The peer closes the connection, or is dead; what it said before still arrives. */
    void closeAtPeer() {
        if (openAtPeer) {
            openAtPeer = false;
            toPeer.cut();
            toClient.send(() -> client.lost(this));
        }
    }

    boolean isOpenAtPeer() {
        return openAtPeer;
    }
}
