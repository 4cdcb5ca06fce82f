package io.troupe.zab;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Fields one after the other, in a buffer that grows; the mirror of {@link FrameReader}. */
final class FrameWriter {
    private ByteBuffer frame = ByteBuffer.allocate(128);

    FrameWriter writeByte(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    FrameWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    FrameWriter writeInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    FrameWriter writeLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    FrameWriter writeBytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private ByteBuffer room(int bytes) {
        if (frame.remaining() < bytes) {
            int size = Math.max(2 * frame.capacity(), Math.addExact(frame.position(), bytes));
            frame = ByteBuffer.allocate(size).put(frame.flip());
        }
        return frame;
    }
}
