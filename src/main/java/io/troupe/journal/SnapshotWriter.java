package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Writes one snapshot. It has its name only when all of it is durable: no crash leaves half of one that looks whole.
 * Has one owner, on any thread that may wait for the disk.
 */
public final class SnapshotWriter implements AutoCloseable {
    /** Reading a block costs more when it is compressed; this is what must be saved for it. */
    private static final int SAVED_AT_LEAST = 8;

    /** One force of all at the end would hold up those of the log, where both are on one disk. */
    private static final long FORCE_BYTES = 4 << 20;

    private final Disk disk;
    private final DiskFile file;
    private final long zxid;
    private final int fileChecksum;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private long unforcedBytes;
    private byte[] packed = new byte[0];
    private long position;
    private int blocks;
    private boolean finished;

    private SnapshotWriter(Disk disk, DiskFile file, SnapshotHeader header) throws IOException {
        this.disk = disk;
        this.file = file;
        this.zxid = header.cut().zxid();
        ByteBuffer bytes = header.encode();
        fileChecksum = SnapshotHeader.checksum(bytes);
        put(bytes);
    }

    public static SnapshotWriter create(Disk disk, SnapshotHeader header) throws IOException {
        String name = SnapshotName.unfinished(header.cut().zxid());
        if (disk.list().contains(name)) {
            disk.delete(name);
        }
        DiskFile file = disk.create(name);
        try {
            return new SnapshotWriter(disk, file, header);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    public void write(byte[] chunk) throws IOException {
        if (chunk.length == 0) {
            return;
        }
        int length = pack(chunk);
        if (length < chunk.length) {
            block(chunk.length, packed, length);
        } else {
            block(chunk.length, chunk, chunk.length);
        }
    }

    /** @return how much of {@link #packed} is the chunk; the chunk's length where it is not worth it */
    private int pack(byte[] chunk) {
        int worthwhile = chunk.length - chunk.length / SAVED_AT_LEAST;
        if (packed.length < worthwhile) {
            packed = new byte[worthwhile];
        }
        deflater.reset();
        deflater.setInput(chunk);
        deflater.finish();
        int length = deflater.deflate(packed, 0, worthwhile);
        return deflater.finished() && length < chunk.length ? length : chunk.length;
    }

    private void block(int length, byte[] stored, int storedLength) throws IOException {
        int checksum = SnapshotBlock.checksumOf(stored, storedLength);
        put(new SnapshotBlock(blocks++, length, storedLength, checksum).encode(fileChecksum));
        put(ByteBuffer.wrap(stored, 0, storedLength));
    }

    private void put(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        file.writeFully(bytes, position);
        position += length;
        unforcedBytes += length;
        if (unforcedBytes >= FORCE_BYTES) {
            file.force();
            unforcedBytes = 0;
        }
    }

    /** All chunks are written; returns when the snapshot is durable under its name. @return its size */
    public long finish() throws IOException {
        put(new SnapshotBlock(blocks, SnapshotBlock.END, 0, 0).encode(fileChecksum));
        file.force();
        file.close();
        disk.rename(SnapshotName.unfinished(zxid), SnapshotName.of(zxid));
        disk.forceDirectory();
        finished = true;
        deflater.end();
        return position;
    }

    /** Without {@link #finish} it leaves nothing. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            deflater.end();
            file.close();
            disk.delete(SnapshotName.unfinished(zxid));
        }
    }
}
