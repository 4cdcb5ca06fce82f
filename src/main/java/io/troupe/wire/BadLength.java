package io.troupe.wire;

/**
 * Four bytes that should be a frame's length cannot be one. Where one frame ends is where the next begins, so there is
 * nothing more to be had from that connection.
 */
public final class BadLength extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    BadLength(int length, int frameBytesMax) {
        super(describe(length, frameBytesMax), null, false, false);
        kind = Kind.of(length);
    }

    public Kind kind() {
        return kind;
    }

    private static String describe(int length, int frameBytesMax) {
        return switch (Kind.of(length)) {
            case NEGATIVE -> "a frame's length is negative: " + length;
            case TOO_LARGE -> "a frame of " + length + " bytes is above the limit of " + frameBytesMax;
            case HTTP -> "this looks like HTTP, not like a ZooKeeper client";
            case TLS -> "this looks like TLS, which is not spoken here";
        };
    }

    /** What the other side seems to be. */
    public enum Kind {
        NEGATIVE,
        TOO_LARGE,
        HTTP,
        TLS;

        /** The first three bytes of a handshake record of any version. */
        private static final int TLS_HANDSHAKE = 0x160300;

        static Kind of(int length) {
            if (length < 0) {
                return NEGATIVE;
            }
            if (length >>> Byte.SIZE >= TLS_HANDSHAKE && length >>> Byte.SIZE <= TLS_HANDSHAKE + 4) {
                return TLS;
            }
            return isHttpMethod(length) ? HTTP : TOO_LARGE;
        }

        private static boolean isHttpMethod(int letters) {
            return switch (letters) {
                case 'G' << 24 | 'E' << 16 | 'T' << 8 | ' ',
                        'H' << 24 | 'E' << 16 | 'A' << 8 | 'D',
                        'P' << 24 | 'O' << 16 | 'S' << 8 | 'T',
                        'P' << 24 | 'U' << 16 | 'T' << 8 | ' ',
                        'P' << 24 | 'R' << 16 | 'I' << 8 | ' ',
                        'O' << 24 | 'P' << 16 | 'T' << 8 | 'I' -> true;
                default -> false;
            };
        }
    }
}
