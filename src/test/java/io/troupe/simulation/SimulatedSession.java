package io.troupe.simulation;

import io.troupe.peer.Newcomer;
import io.troupe.session.Conversation;
import io.troupe.session.CreditPool;
import io.troupe.session.Outbox;
import io.troupe.session.SessionLimits;
import io.troupe.session.SessionSettings;
import io.troupe.session.Turn;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.FrameCutter;
import io.troupe.wire.ServerSettings;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A peer's end of one client's connection: around a conversation as the session's actor and its handler are around it.
 */
final class SimulatedSession {
    /** Small, so that clients meet back-pressure. */
    static final long POOL_BYTES = 1_500;

    private static final SessionLimits LIMITS =
            new SessionLimits(100_000, 8, 1_000, 200, POOL_BYTES, 10_000, 100_000, 10_000, 2_000);
    private static final SessionSettings SETTINGS = new SessionSettings(
            "",
            0,
            0,
            1_000,
            10_000,
            Optional.empty(),
            Set.of(),
            "",
            new ServerSettings(0, 0, "", 0, "", 0, 1_000, 0, 1_000, 10_000, 0, 0, Optional.empty()),
            LIMITS);
    private static final long NO_ATTACHMENT = 0;

    private final SimulatedPeer peer;
    private final ReplicaShell replica;
    private final ClientConnection connection;
    private final Conversation conversation;
    private final Mailbox self;
    private final Mailbox replicaMail;
    private final FrameCutter cutter = new FrameCutter(FrameCutter.FRAME_BYTES_MAX, true);
    private final ArrayDeque<byte[]> unread = new ArrayDeque<>();
    private final Outbox outbox = new Outbox();
    private long attachment = NO_ATTACHMENT;
    private int timeoutMillis;
    private boolean heldBack;
    private boolean over;

    SimulatedSession(SimulatedPeer peer, ReplicaShell replica, ClientConnection connection, CreditPool pool) {
        this.peer = peer;
        this.replica = replica;
        this.connection = connection;
        self = new Mailbox(peer);
        replicaMail = new Mailbox(peer);
        conversation = new Conversation(SETTINGS, "127.0.0.1", pool, () -> self.tell(this::retry));
    }

    void arrived(byte[] bytes) {
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        for (byte[] frame = cutter.next(chunk); frame != null; frame = cutter.next(chunk)) {
            unread.add(frame);
        }
        read();
    }

    /** The client is gone. */
    void gone() {
        if (!over) {
            over = true;
            conversation.gone();
            leave();
        }
    }

    /** What the replica says reaches it in its turn. */
    void tell(ClientEvent event) {
        self.tell(() -> {
            if (over) {
                return;
            }
            if (event instanceof ClientEvent.Connected connected) {
                timeoutMillis = connected.timeoutMillis();
            } else if (event instanceof ClientEvent.Refused || event instanceof ClientEvent.Ended) {
                attachment = NO_ATTACHMENT;
            }
            perform(conversation.told(event, nowNanos(), outbox));
            read();
        });
    }

    private void retry() {
        if (!over) {
            perform(conversation.retried(nowNanos(), outbox));
            read();
        }
    }

    /** As much of what has arrived as one read of a socket may bring, while the conversation wants more. */
    private void read() {
        while (!over && conversation.wantsMore() && !unread.isEmpty()) {
            List<byte[]> frames = new ArrayList<>();
            for (int count = 1 + peer.chance().below(unread.size()); count > 0; count--) {
                frames.add(unread.remove());
            }
            perform(conversation.received(frames, nowNanos(), outbox));
        }
    }

    private void perform(Turn turn) {
        if (!outbox.isEmpty()) {
            connection.tell(outbox.frames().toByteArray());
            outbox.clear();
        }
        if (turn.connect() != null) {
            connect(turn.connect());
        }
        long self = attachment;
        if (!turn.ops().isEmpty()) {
            replicaMail.tell(() -> replica.requests(self, turn.ops()));
        } else if (turn.touch()) {
            replicaMail.tell(() -> replica.touch(self));
        }
        if (turn.close()) {
            over = true;
            conversation.gone();
            connection.closeAtPeer();
            leave();
        } else if (conversation.heldBack() && !heldBack) {
            speakForClient();
        }
    }

    private void connect(ConnectRequest greeting) {
        attachment = peer.chance().any() | 1;
        byte[] secret = new byte[ConnectResponse.SECRET_BYTES];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) peer.chance().below(256);
        }
        Newcomer newcomer = new Newcomer(
                attachment,
                greeting.lastZxidSeen(),
                greeting.timeoutMillis(),
                greeting.sessionId(),
                greeting.secret(),
                peer.chance().any() | 1,
                secret);
        replicaMail.tell(() -> replica.connect(this, newcomer));
    }

    /** A client that this peer does not read cannot be heard of: often enough, the peer speaks for it. */
    private void speakForClient() {
        heldBack = true;
        peer.later(timeoutMillis * 1_000L / 4, () -> {
            heldBack = false;
            if (!over && conversation.heldBack()) {
                long self = attachment;
                replicaMail.tell(() -> replica.touch(self));
                speakForClient();
            }
        });
    }

    private void leave() {
        if (attachment != NO_ATTACHMENT) {
            long self = attachment;
            replicaMail.tell(() -> replica.disconnect(self));
        }
    }

    private long nowNanos() {
        return peer.now().monotonicMillis() * 1_000_000;
    }
}
