package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Room for the next segment, made before it is needed: a force that need not record a new file size is cheaper, but
 * filling a file takes most of a second, so that is never done by the writer. One thread makes it, another takes it.
 */
final class SpareSegment {
    /**
     * A page. The kernel keeps in its cache what came with one write as one piece, and where a byte of such a piece
     * changes, a force writes all of it: filled by the mebibyte, each force wrote a mebibyte.
     */
    private static final int CHUNK_BYTES = 4 << 10;

    private final Disk disk;
    private final long bytes;
    private final AtomicReference<@Nullable DiskFile> ready = new AtomicReference<>();

    SpareSegment(Disk disk, long bytes) {
        this.disk = disk;
        this.bytes = bytes;
    }

    /** Makes room if there is none. A failure here is no harm: segments grow without it. */
    void prepare() throws IOException {
        if (bytes == 0 || ready.get() != null) {
            return;
        }
        DiskFile file = disk.create(SegmentName.spare());
        try {
            fill(file, 0, bytes);
            file.force();
        } catch (IOException e) {
            file.close();
            disk.delete(SegmentName.spare());
            throw e;
        }
        ready.set(file);
    }

    /** The spare file, now the caller's. @return null if there is none yet */
    @Nullable
    DiskFile take() {
        return ready.getAndSet(null);
    }

    void close() throws IOException {
        DiskFile file = take();
        if (file != null) {
            file.close();
        }
    }

    /** Writes zeros from one position up to another. */
    static void fill(DiskFile file, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.max(0, Math.min(CHUNK_BYTES, to - from)));
        for (long position = from; position < to; position += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - position));
            file.writeFully(zeros, position);
        }
    }
}
