package io.troupe.wire;

/**
 * These bytes are no such record. The message names what was being read and where. Anyone may send such bytes, so it
 * costs no stack trace; nothing but the message is of use.
 */
public final class MalformedFrame extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedFrame(String message) {
        super(message, null, false, false);
    }
}
