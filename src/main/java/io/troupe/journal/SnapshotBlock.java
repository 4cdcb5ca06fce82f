package io.troupe.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before each block of a snapshot.
 *
 * <pre>
 * number 4 | length 4 | stored 4 | checksum of what is stored 4 | checksum 4
 * </pre>
 *
 * The last checksum covers all before it and the file's own, so a block proves its file and its place.
 *
 * @param length of the chunk; {@link #END} where there is none, behind the last
 * @param stored how many bytes follow; fewer than {@code length} if they are compressed
 */
record SnapshotBlock(int number, int length, int stored, int storedChecksum) {
    static final int BYTES = 5 * Integer.BYTES;
    static final int END = -1;

    ByteBuffer encode(int fileChecksum) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putInt(number).putInt(length).putInt(stored).putInt(storedChecksum);
        return bytes.putInt(checksum(fileChecksum, bytes)).flip();
    }

    /** @return null if these bytes are no such thing in this file and place */
    static @Nullable SnapshotBlock decode(ByteBuffer bytes, int fileChecksum, int number) {
        if (bytes.remaining() < BYTES
                || bytes.getInt(BYTES - 4) != checksum(fileChecksum, bytes)
                || bytes.getInt(0) != number) {
            return null;
        }
        return new SnapshotBlock(number, bytes.getInt(4), bytes.getInt(8), bytes.getInt(12));
    }

    boolean isEnd() {
        return length == END;
    }

    private static int checksum(int fileChecksum, ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(fileChecksum).flip());
        crc.update(bytes.duplicate().position(0).limit(BYTES - 4));
        return (int) crc.getValue();
    }

    static int checksumOf(byte[] stored, int length) {
        CRC32C crc = new CRC32C();
        crc.update(stored, 0, length);
        return (int) crc.getValue();
    }
}
