package io.troupe.server;

/** How a process of Troupe ends; scripts and supervisors may rely on the numbers. */
public enum ExitStatus {
    /** It did what it was asked to, or was asked to stop. */
    OK(0),
    /** It could not do it: a port is taken, a directory in use, the ensemble does not come up. */
    FAILURE(1),
    /** It was asked wrongly: a command line or a configuration file. ZooKeeper's number for it, too. */
    USAGE(2),
    /** There is no such znode. */
    NOT_FOUND(3),
    /** No server can be reached, or none answers in time. */
    UNREACHABLE(4),
    /**
     * The disk failed or is full ({@code EX_IOERR}). All that was acknowledged is on disk; start it again with room.
     */
    DISK(74);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
