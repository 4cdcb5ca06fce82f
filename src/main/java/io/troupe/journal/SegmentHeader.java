package io.troupe.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of each segment.
 *
 * @param firstSeqNr of the first frame; the file's name says it again
 * @param link the checksum of the frame before the first, in the segment before; 0 if there is none
 * @param salt enters every checksum of the segment
 */
record SegmentHeader(int version, int peerId, long firstSeqNr, int link, long salt) {
    static final int BYTES = 8 + 4 + 4 + 8 + 4 + 8 + 4;
    static final int VERSION = 1;

    private static final long MAGIC = 0x54524f5550454c47L; // TROUPELG

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC).putInt(version).putInt(peerId).putLong(firstSeqNr);
        bytes.putInt(link).putLong(salt).putInt(checksum(bytes));
        return bytes.flip();
    }

    /** Decodes a header of any version that this one knows the look of. @return null if these bytes are none */
    static @Nullable SegmentHeader decode(ByteBuffer bytes) {
        if (bytes.remaining() < BYTES || bytes.getLong(0) != MAGIC || bytes.getInt(BYTES - 4) != checksum(bytes)) {
            return null;
        }
        return new SegmentHeader(
                bytes.getInt(8), bytes.getInt(12), bytes.getLong(16), bytes.getInt(24), bytes.getLong(28));
    }

    /** The version that a file claims, if it claims to be a segment at all; another version may look different. */
    static boolean isOfAnotherVersion(ByteBuffer bytes) {
        return bytes.remaining() >= 12 && bytes.getLong(0) == MAGIC && bytes.getInt(8) != VERSION;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(BYTES - 4));
        return (int) crc.getValue();
    }
}
