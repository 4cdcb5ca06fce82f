package io.troupe.model;

/** The operations of the client protocol by number. What is not here is answered Unimplemented. */
public final class OpCode {
    public static final int CREATE = 1;
    public static final int DELETE = 2;
    public static final int EXISTS = 3;
    public static final int GET_DATA = 4;
    public static final int SET_DATA = 5;
    public static final int GET_ACL = 6;
    public static final int SET_ACL = 7;
    public static final int GET_CHILDREN = 8;
    public static final int SYNC = 9;
    public static final int PING = 11;
    public static final int GET_CHILDREN2 = 12;
    /** Legal inside a multi only. */
    public static final int CHECK = 13;

    public static final int MULTI = 14;
    public static final int CREATE2 = 15;
    public static final int CHECK_WATCHES = 17;
    public static final int REMOVE_WATCHES = 18;
    public static final int CREATE_CONTAINER = 19;
    public static final int CREATE_TTL = 21;
    public static final int AUTH = 100;
    public static final int SET_WATCHES = 101;
    public static final int CLOSE_SESSION = -11;
    /** The type of an error in the results of a failed multi, and of a multi's last header. */
    public static final int ERROR = -1;

    private OpCode() {}
}
