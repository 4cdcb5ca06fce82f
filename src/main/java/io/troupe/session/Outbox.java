package io.troupe.session;

import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.EventFrame;
import io.troupe.wire.Handshake;
import io.troupe.wire.ReplyEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is sent in one turn, as the bytes of one write, and what is counted about it. Empty between turns,
 * so one serves all connections of a loop.
 */
public final class Outbox {
    /** Room beyond this is not kept for the next turn. */
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private ByteWriter frames = new ByteWriter();
    private int packets;
    private int replies;
    private long leastNanos = Long.MAX_VALUE;
    private long sumNanos;
    private long greatestNanos;

    void greet(ConnectResponse response) {
        Handshake.writeResponse(response, frames);
        packets++;
    }

    void event(WatchEvent event) {
        EventFrame.write(event, frames);
        packets++;
    }

    /** To a ping, which is no request and takes no time. */
    void pong(int xid, long zxid) {
        ReplyEncoder.frame(xid, zxid, ErrorCode.OK, null, frames);
        packets++;
    }

    /** To a request that was read {@code nanos} ago. */
    void reply(int xid, long zxid, ErrorCode error, byte @Nullable [] body, long nanos) {
        ReplyEncoder.frame(xid, zxid, error, body, frames);
        packets++;
        replies++;
        leastNanos = Math.min(leastNanos, nanos);
        sumNanos += nanos;
        greatestNanos = Math.max(greatestNanos, nanos);
    }

    /** To be copied before {@link #clear}. */
    public ByteWriter frames() {
        return frames;
    }

    public boolean isEmpty() {
        return packets == 0;
    }

    public int packets() {
        return packets;
    }

    /** How many of the packets answer requests; the nanoseconds below tell how long these took. */
    public int replies() {
        return replies;
    }

    public long leastNanos() {
        return leastNanos;
    }

    public long sumNanos() {
        return sumNanos;
    }

    public long greatestNanos() {
        return greatestNanos;
    }

    public void clear() {
        if (frames.size() > KEPT_BYTES_MAX) {
            frames = new ByteWriter();
        }
        frames.clear();
        packets = 0;
        replies = 0;
        leastNanos = Long.MAX_VALUE;
        sumNanos = 0;
        greatestNanos = 0;
    }
}
