package io.troupe.peer;

/**
 * The frames of a link: a length of four bytes that counts what follows, one byte that says what it is, and the
 * payload. None exceeds {@link #PAYLOAD_BYTES_MAX}, so that a heart-beat never waits behind megabytes: a larger message
 * travels as parts, between which other frames may stand.
 */
final class LinkFrame {
    static final byte HELLO = 1;
    /** UTF-8 text that says why; the connection closes behind it. */
    static final byte REFUSAL = 2;
    /** A piece of a message of which more is to come; as large as a payload may be. */
    static final byte PART = 3;
    /** A whole message, or the last piece of one. */
    static final byte MESSAGE = 4;
    /** A whole message that may stand between the parts of another. */
    static final byte URGENT = 5;
    /** Says only that the connection is alive; carries nothing. */
    static final byte PING = 6;

    static final int PAYLOAD_BYTES_MAX = 256 * 1024;
    /** More than any batch: what would be larger in total is an attack or a fault. */
    static final int MESSAGE_BYTES_MAX = 64 * 1024 * 1024;

    static final int REFUSAL_BYTES_MAX = 4 * 1024;

    static final int LENGTH_BYTES = 4;
    static final int HEADER_BYTES = LENGTH_BYTES + 1;

    private LinkFrame() {}
}
