package io.troupe.peer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * What waits to be written on a link. Urgent messages (heart-beats) go before all that has not been written yet; the
 * others keep their order. Roles send no more than their window ahead; should they, or should the other side stop
 * reading while it still speaks, then this is overfull at some time, and the link is to be given up.
 */
final class OutgoingFrames {
    /** A message of the greatest length, and as much behind it. */
    static final long WAITING_BYTES_MAX = 2L * LinkFrame.MESSAGE_BYTES_MAX;

    /** What a small message costs beyond its bytes. */
    private static final long MESSAGE_OVERHEAD_BYTES = 32;

    private final ArrayDeque<byte[]> urgent = new ArrayDeque<>();
    private final ArrayDeque<byte[]> ordered = new ArrayDeque<>();
    /** How much of the first ordered message has been taken. */
    private int taken;
    /** Of all messages of which something is left. */
    private long waitingBytes;

    void addUrgent(byte[] message) {
        if (message.length > LinkFrame.PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("an urgent message of " + message.length + " bytes");
        }
        urgent.add(message);
        waitingBytes += costOf(message);
    }

    void add(byte[] message) {
        if (message.length > LinkFrame.MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException("a message of " + message.length + " bytes");
        }
        ordered.add(message);
        waitingBytes += costOf(message);
    }

    private static long costOf(byte[] message) {
        return message.length + MESSAGE_OVERHEAD_BYTES;
    }

    boolean isOverfull() {
        return waitingBytes > WAITING_BYTES_MAX;
    }

    boolean isEmpty() {
        return urgent.isEmpty() && ordered.isEmpty();
    }

    void clear() {
        urgent.clear();
        ordered.clear();
        taken = 0;
        waitingBytes = 0;
    }

    /** The next frame; there must be one. */
    Frame next() {
        byte[] first = urgent.poll();
        if (first != null) {
            waitingBytes -= costOf(first);
            return new Frame(LinkFrame.URGENT, ByteBuffer.wrap(first));
        }
        byte[] message = ordered.element();
        int length = Math.min(message.length - taken, LinkFrame.PAYLOAD_BYTES_MAX);
        ByteBuffer payload = ByteBuffer.wrap(message, taken, length);
        taken += length;
        if (taken < message.length) {
            return new Frame(LinkFrame.PART, payload);
        }
        waitingBytes -= costOf(ordered.remove());
        taken = 0;
        return new Frame(LinkFrame.MESSAGE, payload);
    }

    record Frame(byte kind, ByteBuffer payload) {}
}
