package io.troupe.server;

/**
 * Sizes of the transaction log.
 *
 * @param entriesPerSnapshot used once there are snapshots
 * @param allocatedAheadBytes by which a segment is allocated before it is written; 0 is not at all
 */
public record LogSizes(int entriesPerSnapshot, long allocatedAheadBytes) {
    /** ZooKeeper's defaults. */
    public static final LogSizes STANDARD = new LogSizes(100_000, 64L << 20);

    public LogSizes {
        if (entriesPerSnapshot < 2 || allocatedAheadBytes < 0) {
            throw new IllegalArgumentException("log sizes that cannot work");
        }
    }
}
