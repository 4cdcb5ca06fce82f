package io.troupe.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the frames out of one connection's bytes, in whatever chunks these come. It holds at most one frame that has not
 * fully arrived, in room that grows with what has arrived and not with what was announced. A connection's first four
 * bytes may be a {@link FourLetterWord} instead of a length.
 */
public final class FrameCutter {
    /** ZooKeeper's jute.maxbuffer where nobody sets it. */
    public static final int FRAME_BYTES_MAX = 0xfffff;

    private static final int FIRST_ROOM_BYTES = 4096;
    private static final byte[] NO_BYTES = {};

    private final int frameBytesMax;
    private int length;
    private int lengthBytes;
    private byte[] frame = NO_BYTES;
    private int frameBytes;
    private boolean first;
    private @Nullable FourLetterWord word;

    /** @param wordsAllowed whether the first four bytes may be a word: true on the side that accepts connections */
    public FrameCutter(int frameBytesMax, boolean wordsAllowed) {
        this.frameBytesMax = frameBytesMax;
        this.first = wordsAllowed;
    }

    /**
     * Takes bytes off {@code chunk} until a frame is whole.
     *
     * @return that frame, without its length; null where the chunk is used up, or once {@link #word} is there
     * @throws BadLength for a length below 0 or above the limit, now and in each call from then on
     */
    public byte @Nullable [] next(ByteBuffer chunk) {
        if (word != null || lengthBytes < Integer.BYTES && !takeLength(chunk)) {
            return null;
        }
        if (length < 0 || length > frameBytesMax) {
            throw new BadLength(length, frameBytesMax);
        }
        takeFrame(chunk);
        if (frameBytes < length) {
            return null;
        }
        byte[] whole = frame;
        frame = NO_BYTES;
        frameBytes = 0;
        lengthBytes = 0;
        return whole;
    }

    /** The word that stood in place of the first length, or null. */
    public @Nullable FourLetterWord word() {
        return word;
    }

    /** Whether a frame has begun to arrive and is not whole. */
    public boolean midFrame() {
        return lengthBytes > 0;
    }

    /** False where more bytes are needed, or none any more. */
    private boolean takeLength(ByteBuffer chunk) {
        while (lengthBytes < Integer.BYTES) {
            if (!chunk.hasRemaining()) {
                return false;
            }
            length = length << Byte.SIZE | chunk.get() & 0xff;
            lengthBytes++;
        }
        word = first ? FourLetterWord.of(length) : null;
        first = false;
        return word == null;
    }

    private void takeFrame(ByteBuffer chunk) {
        int count = Math.min(length - frameBytes, chunk.remaining());
        if (frameBytes + count > frame.length) {
            int room = Math.max(Math.max(frameBytes + count, 2 * frame.length), FIRST_ROOM_BYTES);
            frame = Arrays.copyOf(frame, Math.min(length, room));
        }
        chunk.get(frame, frameBytes, count);
        frameBytes += count;
    }
}
