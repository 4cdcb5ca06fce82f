package io.troupe.simulation;

import java.util.Arrays;

/** A client's connection to a peer: a pipe each way. Each side hears that the other is gone in its turn. */
final class ClientConnection {
    private final Chance chance;
    private final Pipe<ClientMessage> toPeer;
    private final Pipe<Runnable> toClient;
    private final SimulatedClient client;
    private boolean openAtClient = true;
    private boolean openAtPeer = true;

    ClientConnection(World world, Chance chance, SimulatedClient client, SimulatedPeer peer) {
        this.chance = chance;
        this.client = client;
        long latencyMicros = chance.between(50, 5_000);
        toPeer = new Pipe<>(
                world.schedule(),
                () -> chance.between(latencyMicros / 2, latencyMicros),
                () -> false,
                message -> peer.fromClient(this, message));
        toClient = new Pipe<>(
                world.schedule(), () -> chance.between(latencyMicros / 2, latencyMicros), () -> false, Runnable::run);
    }

    /** The bytes arrive in one piece, or in two. */
    void send(byte[] bytes) {
        if (openAtClient) {
            int cut = chance.oneIn(4) ? chance.below(bytes.length) : 0;
            if (cut > 0) {
                toPeer.send(new ClientMessage.Bytes(Arrays.copyOf(bytes, cut)));
            }
            toPeer.send(new ClientMessage.Bytes(Arrays.copyOfRange(bytes, cut, bytes.length)));
        }
    }

    void tell(byte[] bytes) {
        if (openAtPeer) {
            toClient.send(() -> client.heard(this, bytes));
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
}
