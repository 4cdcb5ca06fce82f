package io.troupe.tree;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Entries as bytes, as they travel and stand in every log: first the identities of those who ask, each list once; then
 * the entries, which name theirs by its place. A client's write has the body that the client sent, byte for byte.
 */
public final class Parcel {

    private Parcel() {}

    public static byte[] encode(List<PendingEntry> entries) {
        return new ParcelWriter().write(entries);
    }

    /**
     * The entries, which keep nothing of {@code bytes} alive.
     *
     * @throws MalformedParcel where {@code bytes} are none. The body of a client's write is no part of that: one that
     *     cannot be decoded is an {@link Entry.Unreadable}.
     */
    public static List<Entry> decode(ByteBuffer bytes) {
        return ParcelReader.of(bytes).read();
    }
}
