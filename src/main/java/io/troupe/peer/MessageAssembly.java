package io.troupe.peer;

import java.util.ArrayList;
import java.util.List;

/** Puts the parts of a message together again. Memory is bounded by {@link LinkFrame#MESSAGE_BYTES_MAX}. */
final class MessageAssembly {
    private final List<byte[]> parts = new ArrayList<>();
    private int sizeBytes;

    /** @throws MalformedLink where the message grows beyond what any peer sends */
    void part(byte[] bytes) {
        sizeBytes += bytes.length;
        if (sizeBytes > LinkFrame.MESSAGE_BYTES_MAX) {
            throw new MalformedLink("a message of more than " + LinkFrame.MESSAGE_BYTES_MAX + " bytes");
        }
        parts.add(bytes);
    }

    /** The message that ends with {@code last}. */
    byte[] whole(byte[] last) {
        if (parts.isEmpty()) {
            return last;
        }
        part(last);
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
