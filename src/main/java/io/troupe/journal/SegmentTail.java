package io.troupe.journal;

import java.io.IOException;

/** What stands behind the last whole frame of a segment: nothing, or what a crash left of the write under way. */
enum SegmentTail {
    /** Nothing, or the zeros of room made in advance. */
    CLEAN,
    /** A write that never became durable: nobody was told of it, so it may go. */
    TORN;

    /**
     * Tells a torn write from damage. A write under way may have reached the disk in any order and in part. But a
     * header that was written when the missing frame was durable already proves that this one was once whole: that is
     * damage, and what is missing may have been acknowledged.
     */
    static SegmentTail examine(String path, FrameReader frames, long end, long lastSeqNr, int lastChecksum)
            throws IOException {
        if (frames.skipZeros(end) == frames.size()) {
            return CLEAN;
        }
        long missing = lastSeqNr + 1;
        FrameHeader here = frames.headerAt(end);
        if (here != null && !here.follows(lastSeqNr, lastChecksum)) {
            throw new DamagedLog(path, end, "frame " + here.seqNr() + " stands where frame " + missing + " belongs");
        }
        for (long position = end + 1; position < frames.size(); position++) {
            FrameHeader later = frames.headerAt(position);
            if (later != null && later.durableBefore() > missing) {
                throw new DamagedLog(
                        path,
                        end,
                        "frame " + missing + " is broken, but frame " + later.seqNr()
                                + ", written after it, stands at offset " + position);
            }
        }
        return TORN;
    }
}
