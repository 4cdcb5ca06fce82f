package io.troupe.tree;

import io.troupe.wire.MalformedFrame;

/** These bytes are no parcel of entries. */
public final class MalformedParcel extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedParcel(String message) {
        super(message);
    }

    MalformedParcel(MalformedFrame cause) {
        super(cause.getMessage());
    }
}
