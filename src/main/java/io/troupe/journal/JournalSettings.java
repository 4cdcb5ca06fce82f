package io.troupe.journal;

/**
 * @param peerId whose log this is; files of another peer are refused
 * @param segmentBytes a segment is closed once it has grown to this size
 * @param preallocateBytes how much room a new segment gets before it is needed (ZooKeeper's {@code preAllocSize}), 0
 *     for none
 * @param salt random bits, drawn once a process: without them a client cannot store bytes that look like frames of ours
 */
public record JournalSettings(int peerId, long segmentBytes, long preallocateBytes, long salt) {
    public static final long DEFAULT_SEGMENT_BYTES = 64L << 20;

    public JournalSettings {
        if (segmentBytes < 100 || preallocateBytes < 0) {
            throw new IllegalArgumentException("segment size " + segmentBytes + ", preallocation " + preallocateBytes);
        }
    }
}
