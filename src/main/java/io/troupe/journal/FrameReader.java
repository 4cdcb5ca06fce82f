package io.troupe.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds frames in a file through a window, which grows only for a frame that is larger. */
final class FrameReader {
    private static final int WINDOW_BYTES = 256 << 10;

    private final DiskFile file;
    private final long salt;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;

    FrameReader(DiskFile file, long salt) throws IOException {
        this.file = file;
        this.salt = salt;
        this.size = file.size();
    }

    long size() {
        return size;
    }

    /** @return null if no header that proves itself stands at this position */
    @Nullable
    FrameHeader headerAt(long position) throws IOException {
        if (size - position < FrameHeader.BYTES) {
            return null;
        }
        int at = reach(position, FrameHeader.BYTES);
        return FrameHeader.decode(window, at, salt);
    }

    /** @return null if no whole frame stands at this position */
    @Nullable
    Frame frameAt(long position) throws IOException {
        FrameHeader header = headerAt(position);
        if (header == null || header.length() > size - position - FrameHeader.BYTES) {
            return null;
        }
        byte[] payload = new byte[header.length()];
        int at = reach(position, FrameHeader.BYTES + payload.length);
        window.get(at + FrameHeader.BYTES, payload);
        return header.fits(payload) ? new Frame(header, position, payload) : null;
    }

    /** The first position, from this one on, that holds anything but zero. @return the file's size if there is none */
    long skipZeros(long position) throws IOException {
        for (long at = position; at < size; ) {
            for (int i = reach(at, 1); i < window.limit(); i++, at++) {
                if (window.get(i) != 0) {
                    return at;
                }
            }
        }
        return size;
    }

    /** Brings these bytes into the window, which may be another then. @return where they stand in it */
    private int reach(long position, int bytes) throws IOException {
        if (position < windowStart || position + bytes > windowStart + window.limit()) {
            int wanted = (int) Math.max(bytes, Math.min(WINDOW_BYTES, size - position));
            window = window.capacity() >= wanted && window.capacity() <= 4 * WINDOW_BYTES
                    ? window.clear()
                    : ByteBuffer.allocate(wanted);
            windowStart = position;
            while (window.position() < bytes) {
                if (file.read(window, position + window.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            window.flip();
        }
        return (int) (position - windowStart);
    }
}
