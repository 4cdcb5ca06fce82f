package io.troupe.peer;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the parts of a message together again. Memory is bounded by {@link LinkFrame#MESSAGE_BYTES_MAX}; parts that are
 * smaller than they need be would cost more than the bytes that they carry, and no peer sends them.
 */
final class MessageAssembly {
    private final List<byte[]> parts = new ArrayList<>();
    private int sizeBytes;

    /** @throws MalformedLink where the message grows beyond what any peer sends, or in smaller steps */
    void part(byte[] bytes) {
        if (bytes.length != LinkFrame.PAYLOAD_BYTES_MAX) {
            throw new MalformedLink("a part of " + bytes.length + " bytes");
        }
        add(bytes);
    }

    private void add(byte[] bytes) {
        sizeBytes += bytes.length;
        if (sizeBytes > LinkFrame.MESSAGE_BYTES_MAX) {
            throw new MalformedLink("a message of more than " + LinkFrame.MESSAGE_BYTES_MAX + " bytes");
        }
        parts.add(bytes);
    }

    /** The message that ends with {@code last}. @throws MalformedLink where it is longer than what any peer sends */
    byte[] whole(byte[] last) {
        if (parts.isEmpty()) {
            return last;
        }
        add(last);
        byte[] message = new byte[sizeBytes];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, message, at, part.length);
            at += part.length;
        }
        parts.clear();
        sizeBytes = 0;
        return message;
    }
}
