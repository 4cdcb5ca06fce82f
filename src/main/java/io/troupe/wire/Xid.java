package io.troupe.wire;

/** The xids that are no client's own count. */
public final class Xid {
    /** Of a watch event. */
    public static final int EVENT = -1;

    public static final int PING = -2;
    public static final int AUTH = -4;
    public static final int SET_WATCHES = -8;

    private Xid() {}
}
