package io.troupe.zab;

import java.nio.ByteBuffer;

/** Reads fields one after the other and believes nothing: every length is checked against what is really there. */
final class FrameReader {
    private final ByteBuffer frame;

    FrameReader(ByteBuffer frame) {
        this.frame = frame;
    }

    byte readByte() {
        need(Byte.BYTES);
        return frame.get();
    }

    int readInt() {
        need(Integer.BYTES);
        return frame.getInt();
    }

    long readLong() {
        need(Long.BYTES);
        return frame.getLong();
    }

    boolean readBoolean() {
        byte value = readByte();
        if (value != 0 && value != 1) {
            throw new MalformedMessage("neither true nor false: " + value);
        }
        return value == 1;
    }

    /** A zxid or an epoch: never negative. */
    long readOrdinal() {
        long value = readLong();
        if (value < 0) {
            throw new MalformedMessage("a negative zxid or epoch: " + value);
        }
        return value;
    }

    /** How many elements follow, each of at least {@code elementBytesMin}, so that a lie cannot reserve memory. */
    int readCount(int elementBytesMin) {
        int count = readInt();
        if (count < 0 || count > frame.remaining() / elementBytesMin) {
            throw new MalformedMessage(count + " elements cannot be in " + frame.remaining() + " bytes");
        }
        return count;
    }

    /** The next length-prefixed bytes, not copied. */
    ByteBuffer readView() {
        int length = readCount(1);
        ByteBuffer view = frame.slice(frame.position(), length);
        frame.position(frame.position() + length);
        return view;
    }

    /** The next length-prefixed bytes, in an array of their own that keeps no larger buffer alive. */
    byte[] readBytes() {
        byte[] bytes = new byte[readCount(1)];
        frame.get(bytes);
        return bytes;
    }

    /** Demands that nothing is left. */
    void end() {
        if (frame.hasRemaining()) {
            throw new MalformedMessage(frame.remaining() + " bytes too many");
        }
    }

    private void need(int bytes) {
        if (frame.remaining() < bytes) {
            throw new MalformedMessage("a frame ends too early");
        }
    }
}
