package io.troupe.zab;

import java.nio.ByteBuffer;

/** Published shape; the body follows. */
public final class MessageCodec {
    private MessageCodec() {}

    public static byte[] encode(Message message) {
        throw new UnsupportedOperationException();
    }

    /** @throws MalformedMessage where {@code bytes} are not exactly one message */
    public static Message decode(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }
}
