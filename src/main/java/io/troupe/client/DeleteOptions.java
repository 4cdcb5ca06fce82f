package io.troupe.client;

/**
 * How a znode is removed. {@code version} -1 matches any. {@code recursive}: with all below it, one by one, not at
 * once. {@code missingIsFine}: it is no error when there is none. {@code guaranteed}: after a failure, and after the
 * deadline has been told, it is tried on in the background until the session is lost or the client closed.
 */
public record DeleteOptions(int version, boolean recursive, boolean missingIsFine, boolean guaranteed) {
    public static final DeleteOptions PLAIN = new DeleteOptions(-1, false, false, false);
    public static final DeleteOptions RECURSIVE = new DeleteOptions(-1, true, true, false);
    public static final DeleteOptions GUARANTEED = new DeleteOptions(-1, false, true, true);

    /** @throws IllegalArgumentException where options exclude each other */
    public DeleteOptions {
        if (recursive && version != -1) {
            throw new IllegalArgumentException("a recursive delete takes no version");
        }
        if (guaranteed && (version != -1 || recursive)) {
            throw new IllegalArgumentException("a guaranteed delete is of one znode of any version");
        }
    }

    public static DeleteOptions ofVersion(int version) {
        return new DeleteOptions(version, false, false, false);
    }
}
