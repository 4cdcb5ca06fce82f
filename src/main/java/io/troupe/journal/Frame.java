package io.troupe.journal;

/** One record of the log as it stands on disk. */
record Frame(FrameHeader header, long position, byte[] payload) {
    /** What a frame with this payload takes on disk. */
    static long sizeOf(byte[] payload) {
        return FrameHeader.BYTES + (long) payload.length;
    }

    long seqNr() {
        return header.seqNr();
    }

    /** Where the next one starts. */
    long end() {
        return position + sizeOf(payload);
    }
}
