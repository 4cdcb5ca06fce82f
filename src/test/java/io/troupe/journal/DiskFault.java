package io.troupe.journal;

/** What a {@link DiskTwin} does to one call. */
public sealed interface DiskFault {
    /** The calls that can be struck. */
    enum Call {
        LIST,
        CREATE,
        OPEN,
        READ,
        WRITE,
        FORCE,
        TRUNCATE,
        RENAME,
        DELETE,
        FORCE_DIRECTORY
    }

    /** Decides, before each call, what happens to it. */
    @FunctionalInterface
    interface Source {
        DiskFault next(Call call, String file);
    }

    Source HEALTHY = (call, file) -> None.NONE;

    enum None implements DiskFault {
        NONE
    }

    /** The call fails and does nothing. What a failed force did not save can be read until the power goes. */
    record Fail() implements DiskFault {}

    /** A write takes this many bytes at most, and says so. For other calls: nothing. */
    record Short(int bytes) implements DiskFault {}

    /** A write takes this many bytes at most and then finds the disk full; other calls find it full at once. */
    record Full(int bytes) implements DiskFault {}

    /** The call succeeds, late: see {@link DiskTwin#takeStallMillis}. */
    record Stall(long millis) implements DiskFault {}

    /**
     * The process dies in this call: {@link DiskTwin.Died} is thrown. A write has taken this many bytes; any other call
     * has done nothing if that is 0, else all.
     */
    record Die(int bytes) implements DiskFault {}
}
