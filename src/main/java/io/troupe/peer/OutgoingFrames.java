package io.troupe.peer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * What waits to be written on a link. Urgent messages (heart-beats, votes) go before all that has not been written yet; the
 * others keep their order. Bounded by the credits of the roles, not here.
 */
final class OutgoingFrames {
    private final ArrayDeque<byte[]> urgent = new ArrayDeque<>();
    private final ArrayDeque<byte[]> ordered = new ArrayDeque<>();
    /** How much of the first ordered message has been taken. */
    private int taken;

    void addUrgent(byte[] message) {
        if (message.length > LinkFrame.PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("an urgent message of " + message.length + " bytes");
        }
        urgent.add(message);
    }

    void add(byte[] message) {
        if (message.length > LinkFrame.MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException("a message of " + message.length + " bytes");
        }
        ordered.add(message);
    }

    boolean isEmpty() {
        return urgent.isEmpty() && ordered.isEmpty();
    }

    void clear() {
        urgent.clear();
        ordered.clear();
        taken = 0;
    }

    /** The next frame; there must be one. */
    Frame next() {
        byte[] first = urgent.poll();
        if (first != null) {
            return new Frame(LinkFrame.URGENT, ByteBuffer.wrap(first));
        }
        byte[] message = ordered.element();
        int length = Math.min(message.length - taken, LinkFrame.PAYLOAD_BYTES_MAX);
        ByteBuffer payload = ByteBuffer.wrap(message, taken, length);
        taken += length;
        if (taken < message.length) {
            return new Frame(LinkFrame.PART, payload);
        }
        ordered.remove();
        taken = 0;
        return new Frame(LinkFrame.MESSAGE, payload);
    }

    record Frame(byte kind, ByteBuffer payload) {}
}
