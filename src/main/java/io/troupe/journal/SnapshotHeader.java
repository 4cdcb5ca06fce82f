package io.troupe.journal;

import io.troupe.tree.CutHead;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of each snapshot.
 *
 * @param peerId who cut it
 * @param ensembleId whose history it stands for
 */
public record SnapshotHeader(int version, int peerId, long ensembleId, CutHead cut) {
    static final int VERSION = 1;
    static final int BYTES = 8 + 4 + 4 + 8 + 8 + 8 + 4 + 8 + 4;

    private static final long MAGIC = 0x54524f555045534eL; // TROUPESN

    public static SnapshotHeader of(int peerId, long ensembleId, CutHead cut) {
        return new SnapshotHeader(VERSION, peerId, ensembleId, cut);
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC).putInt(version).putInt(peerId).putLong(ensembleId);
        bytes.putLong(cut.zxid()).putLong(cut.digest());
        bytes.putInt(cut.rulesVersion()).putLong(cut.stampMillis());
        return bytes.putInt(checksum(bytes)).flip();
    }

    /** @return null if these bytes are no header of this version */
    static @Nullable SnapshotHeader decode(ByteBuffer bytes) {
        if (bytes.remaining() < BYTES || bytes.getLong(0) != MAGIC || bytes.getInt(BYTES - 4) != checksum(bytes)) {
            return null;
        }
        CutHead cut = new CutHead(bytes.getLong(24), bytes.getLong(32), bytes.getInt(40), bytes.getLong(44));
        return new SnapshotHeader(bytes.getInt(8), bytes.getInt(12), bytes.getLong(16), cut);
    }

    /** Another version may look different. */
    static boolean isOfAnotherVersion(ByteBuffer bytes) {
        return bytes.remaining() >= 12 && bytes.getLong(0) == MAGIC && bytes.getInt(8) != VERSION;
    }

    /** What each block of the file begins its own checksum with, so that one of another file does not fit. */
    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(BYTES - 4));
        return (int) crc.getValue();
    }
}
