package io.troupe.journal;

import java.io.IOException;

/** The files are whole, but they are not this peer's, or not this version's. */
public final class RefusedLog extends IOException {
    private static final long serialVersionUID = 1L;

    private RefusedLog(String message) {
        super(message);
    }

    static RefusedLog otherVersion(String file, int version) {
        return new RefusedLog("The file " + file + " has format version " + Integer.toUnsignedString(version)
                + "; this version of Troupe knows " + SegmentHeader.VERSION
                + " only. Start the version that wrote it (or, if none has that number, restore the file).");
    }

    static RefusedLog otherEnsemble(String file, long owner, long ensemble) {
        return new RefusedLog("The file " + file + " belongs to the ensemble " + Long.toHexString(owner)
                + ", but the log of this peer to " + Long.toHexString(ensemble)
                + ". Move the file away, and back to where it came from.");
    }

    static RefusedLog otherPeer(String file, int owner, int self) {
        return new RefusedLog("The file " + file + " belongs to peer " + owner + ", but this is peer " + self
                + ". Give each peer its own data directory.");
    }
}
