package io.troupe.tree;

import java.nio.ByteBuffer;
import java.util.List;

/** Entries as bytes, as they travel and stand in every log. */
public final class Parcel {
    private Parcel() {}

    public static byte[] encode(List<PendingEntry> entries) {
        throw new UnsupportedOperationException("to follow");
    }

    /** @throws MalformedParcel where {@code bytes} are none */
    public static List<Entry> decode(ByteBuffer bytes) {
        throw new UnsupportedOperationException("to follow");
    }
}
