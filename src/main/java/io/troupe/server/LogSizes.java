package io.troupe.server;

/**
 * Sizes of the transaction log, and when it is time for a snapshot.
 *
 * @param entriesPerSnapshot after so many entries at most a snapshot is written
 * @param allocatedAheadBytes by which a segment is allocated before it is written; 0 is not at all
 * @param bytesPerSnapshot or when they take so much
 * @param snapshotsRetained older ones than so many are deleted
 */
public record LogSizes(int entriesPerSnapshot, long allocatedAheadBytes, long bytesPerSnapshot, int snapshotsRetained) {
    /** ZooKeeper's defaults. */
    public static final LogSizes STANDARD = new LogSizes(100_000, 64L << 20, 4L << 30, 3);

    public LogSizes {
        if (entriesPerSnapshot < 2 || allocatedAheadBytes < 0 || bytesPerSnapshot < 2 || snapshotsRetained < 1) {
            throw new IllegalArgumentException("log sizes that cannot work");
        }
    }
}
