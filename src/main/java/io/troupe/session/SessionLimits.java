package io.troupe.session;

import io.troupe.wire.FrameCutter;

/**
 * What one connection may ask of this peer's memory and patience.
 *
 * @param frameBytesMax the longest frame that is read; a longer one ends its connection
 * @param requestsMax how many requests of a connection may be unanswered before it is not read
 * @param requestBytesMax how many bytes these may be together; a single larger request goes alone
 * @param reserveBytes how many of these bytes are the connection's own, whatever the others of its loop do
 * @param poolBytes what all connections of one loop may have unanswered beyond their reserves
 * @param unsentBytesPause how much may wait for a slow reader before its requests wait too
 * @param unsentBytesMax how much may wait for a slow reader before its connection is closed
 * @param greetingMillis how long a connection may be open without a greeting
 * @param reportMillis how long a four-letter word waits for those who know the answer
 */
public record SessionLimits(
        int frameBytesMax,
        int requestsMax,
        int requestBytesMax,
        int reserveBytes,
        long poolBytes,
        int unsentBytesPause,
        int unsentBytesMax,
        long greetingMillis,
        long reportMillis) {

    public static final SessionLimits USUAL = new SessionLimits(
            FrameCutter.FRAME_BYTES_MAX, 1_000, 4 << 20, 16 << 10, 64L << 20, 1 << 20, 64 << 20, 10_000, 2_000);

    public SessionLimits {
        if (frameBytesMax < 1 || requestsMax < 1 || requestBytesMax < 1 || reserveBytes < 0 || poolBytes < 1) {
            throw new IllegalArgumentException("too little to serve a client: frameBytesMax " + frameBytesMax
                    + ", requestsMax " + requestsMax + ", requestBytesMax " + requestBytesMax + ", reserveBytes "
                    + reserveBytes + ", poolBytes " + poolBytes);
        }
        if (unsentBytesPause < 1 || unsentBytesMax < unsentBytesPause || greetingMillis < 1 || reportMillis < 1) {
            throw new IllegalArgumentException("too little patience with a client: unsentBytesPause " + unsentBytesPause
                    + ", unsentBytesMax " + unsentBytesMax + ", greetingMillis " + greetingMillis + ", reportMillis "
                    + reportMillis);
        }
    }
}
