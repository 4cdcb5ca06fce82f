package io.troupe.tree;

/** What stands before each entry in a parcel. The numbers stand in logs and never change. */
final class EntryKind {
    static final int CLIENT_WRITE = 1;
    static final int CLOSE_SESSION = 2;
    static final int CREATE_SESSION = 3;
    static final int ATTACH_SESSION = 4;
    static final int EXPIRE_SESSION = 5;
    static final int COLLECT = 6;

    private EntryKind() {}
}
