package io.troupe.simulation;

import io.troupe.zab.Message;
import io.troupe.zab.MessageCodec;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The links of one process, as its link actors keep them: one a peer, the peer with the higher id dials, frames of any
 * incarnation but the current one are dropped, and silence breaks a link.
 */
final class Links {
    private static final long SILENCE_MILLIS = 1_000;
    private static final long PING_MILLIS = 200;
    private static final byte[] PING = {0};
    private static final long REDIAL_MILLIS = 200;

    private static final class Link {
        final long incarnation;
        long heardAtMillis;
        long sentAtMillis;

        Link(long incarnation, long nowMillis) {
            this.incarnation = incarnation;
            this.heardAtMillis = nowMillis;
            this.sentAtMillis = nowMillis;
        }
    }

    /** What the process does about its links. */
    interface Owner {
        void linkUp(int peer);

        void linkDown(int peer);

        void received(int peer, Message message);
    }

    private final SimulatedPeer peer;
    private final int peers;
    private final Owner owner;
    private final Map<Integer, Link> current = new HashMap<>();
    private long dialAtMillis;

    Links(SimulatedPeer peer, int peers, Owner owner) {
        this.peer = peer;
        this.peers = peers;
        this.owner = owner;
    }

    void send(int to, Message message) {
        Link link = current.get(to);
        if (link != null) {
            boolean urgent = message instanceof Message.Heartbeat || message instanceof Message.HeartbeatReply;
            send(link, MessageCodec.encode(message), urgent);
        }
    }

    private void send(Link link, byte[] frame, boolean urgent) {
        link.sentAtMillis = nowMillis();
        peer.network().send(peer.id(), link.incarnation, frame, urgent);
    }

    boolean isUp(int other) {
        return current.containsKey(other);
    }

    void up(int other, long incarnation) {
        Link old = current.get(other);
        if (old != null) {
            peer.network().close(peer.id(), old.incarnation);
            down(other, old.incarnation);
        }
        peer.say(() -> "link " + incarnation + " to p" + other + " is up");
        current.put(other, new Link(incarnation, nowMillis()));
        owner.linkUp(other);
    }

    void down(int other, long incarnation) {
        Link link = current.get(other);
        if (link != null && link.incarnation == incarnation) {
            peer.say(() -> "link " + incarnation + " to p" + other + " is down");
            current.remove(other);
            owner.linkDown(other);
        }
    }

    void frame(int from, long incarnation, byte[] frame) {
        Link link = current.get(from);
        if (link != null && link.incarnation == incarnation) {
            link.heardAtMillis = nowMillis();
            if (frame != PING) {
                owner.received(from, MessageCodec.decode(ByteBuffer.wrap(frame)));
            }
        }
    }

    void tick() {
        for (int other = 1; other <= peers; other++) {
            Link link = current.get(other);
            if (link != null && nowMillis() - link.heardAtMillis > SILENCE_MILLIS) {
                peer.network().close(peer.id(), link.incarnation);
                down(other, link.incarnation);
            } else if (link != null && nowMillis() - link.sentAtMillis >= PING_MILLIS) {
                send(link, PING, true);
            }
        }
        if (nowMillis() >= dialAtMillis) {
            dialAtMillis = nowMillis() + REDIAL_MILLIS;
            for (int lower = 1; lower < peer.id(); lower++) {
                if (!current.containsKey(lower)) {
                    peer.network().dial(peer.id(), lower);
                }
            }
        }
    }

    private long nowMillis() {
        return peer.now().monotonicMillis();
    }
}
