package io.troupe.model;

/** Which one-shot watches a check or removal speaks of, with its number on the wire. */
public enum WatchKind {
    CHILDREN(1),
    DATA(2),
    ANY(3);

    private final int code;

    WatchKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
