package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Appends frames to one segment: gathers them, and hands what has gathered to the disk in one write and one force. */
final class SegmentWriter {
    private final String path;
    private final DiskFile file;
    private final long salt;
    private final ByteBuffer gathered;
    private long position;
    private int lastChecksum;
    private int unforced;

    /**
     * @param position where the next frame goes
     * @param lastChecksum of the frame before it
     * @param gathered a buffer to work with; how much it holds decides how much goes to the disk at once
     */
    SegmentWriter(String path, DiskFile file, long salt, long position, int lastChecksum, ByteBuffer gathered) {
        this.path = path;
        this.file = file;
        this.salt = salt;
        this.position = position;
        this.lastChecksum = lastChecksum;
        this.gathered = gathered.clear();
    }

    void append(long seqNr, Recorded event) throws IOException {
        FrameHeader header = FrameHeader.of(event, salt, lastChecksum, seqNr, unforced);
        if (gathered.remaining() < FrameHeader.BYTES) {
            write();
        }
        header.put(gathered);
        for (ByteBuffer part : event.bytes()) {
            gather(part);
        }
        lastChecksum = header.checksum();
        unforced++;
    }

    private void gather(ByteBuffer part) throws IOException {
        while (part.remaining() > gathered.remaining()) {
            int room = gathered.remaining();
            gathered.put(part.slice(part.position(), room));
            part.position(part.position() + room);
            write();
        }
        gathered.put(part);
    }

    private void write() throws IOException {
        gathered.flip();
        int bytes = gathered.remaining();
        file.writeFully(gathered, position);
        position += bytes;
        gathered.clear();
    }

    /** Returns when all frames appended so far are durable. */
    void force() throws IOException {
        if (unforced > 0) {
            write();
            file.force();
            unforced = 0;
        }
    }

    /** Ends the segment: what room it has left is given back. */
    void finish() throws IOException {
        force();
        file.truncate(position);
        file.close();
    }

    int lastChecksum() {
        return lastChecksum;
    }

    String path() {
        return path;
    }

    void close() throws IOException {
        file.close();
    }
}
