package io.troupe.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before each frame's payload.
 *
 * <pre>
 * length 4 | payload's checksum 4 | link 4 | seqNr 8 | unforced 4 | kind 1 | checksum 4
 * </pre>
 *
 * The checksum covers all before it and the segment's salt, which no client knows. So a header proves itself wherever
 * it is found, without a look at the payload; and by its link it proves its place, so that a stale or misplaced frame
 * does not fit.
 *
 * @param link the checksum of the frame before
 * @param unforced how many frames right before this one went to the disk together with it, in one write that may reach
 *     the platter in any order and in part; all earlier ones were durable when this one was written
 */
record FrameHeader(int length, int payloadChecksum, int link, long seqNr, int unforced, FrameKind kind, int checksum) {
    static final int BYTES = 4 + 4 + 4 + 8 + 4 + 1 + 4;

    static FrameHeader of(Recorded event, long salt, int link, long seqNr, int unforced) {
        FrameKind kind = event.opensSegment() ? FrameKind.OPENS_SEGMENT : FrameKind.ORDINARY;
        FrameHeader unsigned = new FrameHeader(event.length(), crc(event.bytes()), link, seqNr, unforced, kind, 0);
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        unsigned.put(bytes);
        return unsigned.signed(checksum(salt, bytes, 0));
    }

    private FrameHeader signed(int checksum) {
        return new FrameHeader(length, payloadChecksum, link, seqNr, unforced, kind, checksum);
    }

    void put(ByteBuffer into) {
        into.putInt(length).putInt(payloadChecksum).putInt(link).putLong(seqNr).putInt(unforced);
        into.put((byte) kind.ordinal()).putInt(checksum);
    }

    /** @return null if the bytes at this place are no header of this segment */
    static @Nullable FrameHeader decode(ByteBuffer window, int at, long salt) {
        FrameKind kind = FrameKind.of(window.get(at + 24));
        if (kind == FrameKind.NONE || window.getInt(at) < 0 || window.getInt(at + 25) != checksum(salt, window, at)) {
            return null;
        }
        return new FrameHeader(
                window.getInt(at),
                window.getInt(at + 4),
                window.getInt(at + 8),
                window.getLong(at + 12),
                window.getInt(at + 20),
                kind,
                window.getInt(at + 25));
    }

    boolean follows(long lastSeqNr, int lastChecksum) {
        return seqNr == lastSeqNr + 1 && link == lastChecksum;
    }

    /** Everything with a smaller sequence number was durable when this frame was written. */
    long durableBefore() {
        return seqNr - unforced;
    }

    boolean fits(byte[] payload) {
        return payload.length == length && crc(ByteBuffer.wrap(payload)) == payloadChecksum;
    }

    private static int crc(ByteBuffer... payload) {
        CRC32C crc = new CRC32C();
        for (ByteBuffer part : payload) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }

    private static int checksum(long salt, ByteBuffer bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(salt).flip());
        crc.update(bytes.duplicate().limit(at + BYTES - 4).position(at));
        return (int) crc.getValue();
    }
}
