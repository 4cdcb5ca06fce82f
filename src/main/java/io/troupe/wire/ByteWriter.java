package io.troupe.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the primitives of the client protocol, in order, into an array that grows. Reusable: {@link #clear}. */
public final class ByteWriter {
    private static final int BYTES_MAX = Integer.MAX_VALUE - 8;

    private static final byte[] NO_BYTES = {};

    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(256);
    }

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** How many bytes have been written. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the room for it. */
    public void clear() {
        size = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** As {@link #toByteArray}, and begins anew. Bytes that fill the room exactly are handed over uncopied. */
    public byte[] takeByteArray() {
        byte[] taken = bytes;
        if (size < bytes.length) {
            taken = Arrays.copyOf(bytes, size);
        } else {
            bytes = NO_BYTES;
        }
        size = 0;
        return taken;
    }

    /** A view without a copy; whatever is written later may show in it. */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    public void writeBoolean(boolean value) {
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    public void writeInt(int value) {
        reserve(Integer.BYTES);
        putInt(size, value);
        size += Integer.BYTES;
    }

    public void writeLong(long value) {
        reserve(Long.BYTES);
        putInt(size, (int) (value >>> 32));
        putInt(size + Integer.BYTES, (int) value);
        size += Long.BYTES;
    }

    /** Length and bytes; -1 for null. */
    public void writeBuffer(byte @Nullable [] value) {
        if (value == null) {
            writeInt(ByteReader.NULL);
            return;
        }
        writeInt(value.length);
        writeRaw(value);
    }

    /** Length and UTF-8; -1 for null. */
    public void writeString(@Nullable String value) {
        if (value == null) {
            writeInt(ByteReader.NULL);
            return;
        }
        int start = size;
        reserve(Integer.BYTES + value.length());
        size += Integer.BYTES;
        if (!putAscii(value)) {
            size = start + Integer.BYTES;
            writeRaw(value.getBytes(StandardCharsets.UTF_8));
        }
        putInt(start, size - start - Integer.BYTES);
    }

    /** The bytes alone. */
    public void writeRaw(byte[] value) {
        writeRaw(value, 0, value.length);
    }

    public void writeRaw(byte[] value, int offset, int length) {
        reserve(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
    }

    /** Leaves room for a length that {@link #endFrame} fills in. @return what to give it */
    public int beginFrame() {
        writeInt(0);
        return size;
    }

    /** The frame begun at {@code start} ends here. */
    public void endFrame(int start) {
        putInt(start - Integer.BYTES, size - start);
    }

    /** False as soon as a character is not ASCII; room for all of them is there. */
    private boolean putAscii(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            bytes[size++] = (byte) c;
        }
        return true;
    }

    private void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private void reserve(int count) {
        int needed = Math.addExact(size, count);
        if (needed > bytes.length) {
            long doubled = Math.min(2L * bytes.length, BYTES_MAX);
            bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, needed));
        }
    }
}
