package io.troupe.journal;

/** One record of the log as it stands on disk. */
record Frame(FrameHeader header, long position, byte[] payload) {
    /** What a frame with a payload of this length takes on disk. */
    static long sizeOf(int payloadLength) {
        return FrameHeader.BYTES + (long) payloadLength;
    }

    long seqNr() {
        return header.seqNr();
    }

    /** Where the next one starts. */
    long end() {
        return position + sizeOf(payload.length);
    }
}
