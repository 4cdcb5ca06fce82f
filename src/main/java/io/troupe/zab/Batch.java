package io.troupe.zab;

import io.troupe.model.Zxid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What the leader has given an order: submissions in a row of zxids, stamped with all that their outcomes depend on.
 * One frame of bytes, encoded once by the leader; the same bytes travel, stand in every log and are applied. Batches
 * are atomic: no log holds half of one, so every cut between logs falls on a batch's end.
 *
 * <pre>
 * crc32c of all that follows (4) | first zxid (8) | stamp (8) | rules version (4) | entries (4) | parcels (4)
 * then each parcel: length (4) | bytes
 * </pre>
 */
public final class Batch {
    private static final int CHECKSUM_BYTES = 4;
    private static final int HEADER_BYTES = CHECKSUM_BYTES + 8 + 8 + 4 + 4 + 4;

    private final byte[] bytes;
    private final long firstZxid;
    private final long stampMillis;
    private final int rulesVersion;
    private final int count;
    private final List<ByteBuffer> parcels;

    private Batch(byte[] bytes) {
        FrameReader frame = new FrameReader(ByteBuffer.wrap(bytes));
        int checksum = frame.readInt();
        if (checksum != checksumOf(bytes)) {
            throw new MalformedMessage("a batch's checksum does not match its bytes");
        }
        this.bytes = bytes;
        firstZxid = frame.readLong();
        stampMillis = frame.readLong();
        rulesVersion = frame.readInt();
        count = frame.readInt();
        int parts = frame.readCount(4);
        checkHeader(parts);
        List<ByteBuffer> views = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            views.add(frame.readView().asReadOnlyBuffer());
        }
        frame.end();
        parcels = Collections.unmodifiableList(views);
    }

    private void checkHeader(int parts) {
        if (firstZxid < 0 || Zxid.counterOf(firstZxid) == 0 || Zxid.epochOf(firstZxid) == 0) {
            throw new MalformedMessage("no batch begins at " + Zxid.text(firstZxid));
        }
        if (parts < 1 || count < parts || Zxid.counterOf(firstZxid) + count - 1 > Zxid.MAX_COUNTER) {
            throw new MalformedMessage("a batch of " + count + " entries in " + parts + " parcels");
        }
    }

    /** Gives {@code parts} the zxids from {@code firstZxid} on. The parcels are copied. */
    public static Batch sequence(long firstZxid, long stampMillis, int rulesVersion, List<Submission> parts) {
        int size = HEADER_BYTES;
        int count = 0;
        for (Submission part : parts) {
            size = Math.addExact(size, Math.addExact(4, part.parcel().length));
            count = Math.addExact(count, part.count());
        }
        ByteBuffer frame = ByteBuffer.allocate(size);
        frame.position(CHECKSUM_BYTES);
        frame.putLong(firstZxid)
                .putLong(stampMillis)
                .putInt(rulesVersion)
                .putInt(count)
                .putInt(parts.size());
        for (Submission part : parts) {
            frame.putInt(part.parcel().length).put(part.parcel());
        }
        frame.putInt(0, checksumOf(frame.array()));
        return new Batch(frame.array());
    }

    /** Takes over {@code bytes}, which must not change any more. @throws MalformedMessage where they are no batch */
    public static Batch decode(byte[] bytes) {
        return new Batch(bytes);
    }

    private static int checksumOf(byte[] frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame, Math.min(CHECKSUM_BYTES, frame.length), Math.max(0, frame.length - CHECKSUM_BYTES));
        return (int) checksum.getValue();
    }

    public long firstZxid() {
        return firstZxid;
    }

    public long lastZxid() {
        return firstZxid + count - 1;
    }

    /** How many entries, hence zxids, this is. */
    public int count() {
        return count;
    }

    /** The time at which all entries of this batch happen, whatever the appliers' clocks show. */
    public long stampMillis() {
        return stampMillis;
    }

    /** The version of the tree's rules by which these entries are applied. */
    public int rulesVersion() {
        return rulesVersion;
    }

    /** The whole frame; shared, hence not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** A read-only view of each submission's parcel, in order. */
    public List<ByteBuffer> parcels() {
        return parcels.stream().map(ByteBuffer::duplicate).toList();
    }

    /** Batches are equal when their bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Batch that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Zxid.text(firstZxid) + ".." + Zxid.text(lastZxid());
    }
}
