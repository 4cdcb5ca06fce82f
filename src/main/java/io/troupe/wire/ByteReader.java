package io.troupe.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the primitives of the client protocol from a stretch of a byte array, in order. Nothing is read or allocated
 * beyond that stretch: what claims to be longer than what is left is a {@link MalformedFrame}. Results are copies.
 */
public final class ByteReader {
    /** The count of a null vector and the length of a null string or buffer. */
    static final int NULL = -1;

    private static final byte[] NO_BYTES = {};

    private final byte[] bytes;
    private final int limit;
    private int position;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteReader(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw new IndexOutOfBoundsException(offset + " and " + length + " more of " + bytes.length);
        }
        this.bytes = bytes;
        this.position = offset;
        this.limit = offset + length;
    }

    /** Of the next byte to be read, in the array. */
    public int position() {
        return position;
    }

    public int remaining() {
        return limit - position;
    }

    /** One byte, of which anything but 0 is true, as ZooKeeper has it. */
    public boolean readBoolean(String what) {
        require(1, what);
        return bytes[position++] != 0;
    }

    public int readInt(String what) {
        require(Integer.BYTES, what);
        int at = position;
        position = at + Integer.BYTES;
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    public long readLong(String what) {
        require(Long.BYTES, what);
        return (long) readInt(what) << 32 | readInt(what) & 0xffff_ffffL;
    }

    /** Null where the length says so. */
    public byte @Nullable [] readBuffer(String what) {
        int length = readLength(what);
        if (length <= 0) {
            return length == 0 ? NO_BYTES : null;
        }
        int start = position;
        position = start + length;
        return Arrays.copyOfRange(bytes, start, position);
    }

    /** Null where the length says so. Bytes that are not UTF-8 are refused, never replaced. */
    public @Nullable String readString(String what) {
        int length = readLength(what);
        if (length <= 0) {
            return length == 0 ? "" : null;
        }
        int start = position;
        position = start + length;
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0 && !isEncodingOf(text, start)) {
            throw new MalformedFrame(what + " at " + start + " is not UTF-8");
        }
        return text;
    }

    /** Decoding puts U+FFFD for what is malformed; but the sender may have written that very character. */
    private boolean isEncodingOf(String text, int start) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(encoded, 0, encoded.length, bytes, start, position);
    }

    /** For where null makes no sense. */
    public String readRequiredString(String what) {
        int start = position;
        String text = readString(what);
        if (text == null) {
            throw new MalformedFrame(what + " at " + start + " is null");
        }
        return text;
    }

    /**
     * The count of a vector, -1 for a null one. A count that could not fit into what is left, with elements of at least
     * {@code elementBytesMin}, is refused before anyone allocates for it.
     */
    public int readCount(int elementBytesMin, String what) {
        int start = position;
        int count = readInt(what);
        if (count < NULL || count > remaining() / elementBytesMin) {
            throw new MalformedFrame(
                    what + " at " + start + " has the count " + count + " with " + remaining() + " bytes left");
        }
        return count;
    }

    private int readLength(String what) {
        int start = position;
        int length = readInt(what);
        if (length < NULL || length > remaining()) {
            throw new MalformedFrame(
                    what + " at " + start + " has the length " + length + " with " + remaining() + " bytes left");
        }
        return length;
    }

    private void require(int count, String what) {
        if (count > limit - position) {
            throw new MalformedFrame(
                    what + " at " + position + " needs " + count + " bytes with " + remaining() + " left");
        }
    }
}
