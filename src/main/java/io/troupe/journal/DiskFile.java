package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of a {@link Disk}. Positions are the caller's business: there is no cursor. */
public interface DiskFile extends AutoCloseable {
    long size() throws IOException;

    /** Reads at most what the buffer has room for. @return how much, or -1 at or behind the end */
    int read(ByteBuffer into, long position) throws IOException;

    /** Writes at most what the buffer holds. @return how much, which may be less: then call again */
    int write(ByteBuffer from, long position) throws IOException;

    /** Cuts the file to this size. */
    void truncate(long size) throws IOException;

    /** Returns when all bytes, and the size, are durable. After a failure nobody knows what is: never try again. */
    void force() throws IOException;

    @Override
    void close() throws IOException;

    /** Writes all that the buffer holds. */
    default void writeFully(ByteBuffer from, long position) throws IOException {
        long at = position;
        while (from.hasRemaining()) {
            int written = write(from, at);
            if (written <= 0) {
                throw new IOException("the disk took nothing of " + from.remaining() + " bytes");
            }
            at += written;
        }
    }
}
