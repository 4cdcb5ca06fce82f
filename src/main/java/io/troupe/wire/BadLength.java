package io.troupe.wire;

/** Four bytes that should be a frame's length cannot be. The connection they came from has nothing more to say. */
public final class BadLength extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int length;

    BadLength(int length, int frameBytesMax) {
        super(describe(length, frameBytesMax), null, false, false);
        this.length = length;
    }

    public int length() {
        return length;
    }

    private static String describe(int length, int frameBytesMax) {
        return length < 0
                ? "a frame's length is negative: " + length
                : "a frame of " + length + " bytes is above the limit of " + frameBytesMax;
    }
}
