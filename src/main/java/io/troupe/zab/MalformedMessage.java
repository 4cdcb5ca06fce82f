package io.troupe.zab;

/**
 * Bytes that are none of ours: a frame, a batch or a log record that does not say what its length and checksum claim.
 */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedMessage(String message) {
        super(message);
    }
}
