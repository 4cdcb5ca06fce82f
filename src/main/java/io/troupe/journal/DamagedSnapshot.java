package io.troupe.journal;

import java.io.IOException;

/** A snapshot on disk is not what was written. Nothing of it is used. */
public final class DamagedSnapshot extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what is wrong there, as a sentence without its full stop */
    DamagedSnapshot(String file, long offset, String what) {
        super("The snapshot " + file + " is damaged: offset " + offset + ": " + what);
    }
}
