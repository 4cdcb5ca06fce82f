package io.troupe.journal;

import java.io.IOException;

/** The log on disk is not what was written. Nothing is served from it and nothing is changed in it. */
public final class DamagedLog extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what is wrong there, as a sentence without its full stop */
    DamagedLog(String file, long offset, String what) {
        super("The transaction log is damaged: " + file + ", offset " + offset + ": " + what + ". Nothing was changed."
                + " Restore the file; or, if a quorum of the other peers is healthy, move all files of this directory"
                + " away and start this peer again: it takes the whole history from the others.");
    }
}
