package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads one snapshot from its header to its end and holds every byte against what it must be. */
public final class SnapshotReader implements AutoCloseable {
    private final String path;
    private final DiskFile file;
    private final SnapshotHeader header;
    private final int fileChecksum;
    private final Inflater inflater = new Inflater(true);
    private long position = SnapshotHeader.BYTES;
    private int blocks;

    private SnapshotReader(String path, DiskFile file, SnapshotHeader header, int fileChecksum) {
        this.path = path;
        this.file = file;
        this.header = header;
        this.fileChecksum = fileChecksum;
    }

    /**
     * @throws DamagedSnapshot if this is no snapshot, or not the one that its name says
     * @throws RefusedLog if it is of another version
     */
    static SnapshotReader open(Disk disk, long zxid) throws IOException {
        String name = SnapshotName.of(zxid);
        String path = disk.locate(name);
        DiskFile file = disk.open(name);
        try {
            ByteBuffer bytes = read(file, 0, SnapshotHeader.BYTES);
            if (SnapshotHeader.isOfAnotherVersion(bytes)) {
                throw RefusedLog.otherVersion(path, bytes.getInt(8));
            }
            SnapshotHeader header = SnapshotHeader.decode(bytes);
            if (header == null) {
                throw new DamagedSnapshot(path, 0, "this is not the header of a snapshot");
            }
            if (header.cut().zxid() != zxid) {
                throw new DamagedSnapshot(
                        path,
                        0,
                        "by its header, this file is "
                                + SnapshotName.of(header.cut().zxid()));
            }
            return new SnapshotReader(path, file, header, SnapshotHeader.checksum(bytes));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** As much as there is of so many bytes. */
    private static ByteBuffer read(DiskFile file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
            // A read may bring less than was asked for.
        }
        return bytes.flip();
    }

    public SnapshotHeader header() {
        return header;
    }

    String path() {
        return path;
    }

    long position() {
        return position;
    }

    long size() throws IOException {
        return file.size();
    }

    /** The next chunk. @return null at the end, which is then known to be the end of what was written */
    byte @Nullable [] next() throws IOException {
        SnapshotBlock block = SnapshotBlock.decode(read(file, position, SnapshotBlock.BYTES), fileChecksum, blocks);
        if (block == null) {
            throw new DamagedSnapshot(path, position, "block " + blocks + " is missing or broken");
        }
        if (block.isEnd()) {
            if (file.size() != position + SnapshotBlock.BYTES) {
                throw new DamagedSnapshot(path, position + SnapshotBlock.BYTES, "there is something behind the end");
            }
            return null;
        }
        byte[] chunk = chunk(block);
        position += SnapshotBlock.BYTES + (long) block.stored();
        blocks++;
        return chunk;
    }

    private byte[] chunk(SnapshotBlock block) throws IOException {
        long start = position + SnapshotBlock.BYTES;
        if (block.stored() > file.size() - start) {
            throw new DamagedSnapshot(path, start, "block " + blocks + " is cut short");
        }
        byte[] stored = read(file, start, block.stored()).array();
        if (SnapshotBlock.checksumOf(stored, stored.length) != block.storedChecksum()) {
            throw new DamagedSnapshot(path, start, "block " + blocks + " is not what was written");
        }
        if (block.stored() == block.length()) {
            return stored;
        }
        byte[] chunk = new byte[block.length()];
        try {
            inflater.reset();
            inflater.setInput(stored);
            if (inflater.inflate(chunk) == chunk.length) {
                return chunk;
            }
        } catch (DataFormatException e) {
            // Then it was written so.
        }
        throw new DamagedSnapshot(path, start, "block " + blocks + " cannot be unpacked");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }
}
