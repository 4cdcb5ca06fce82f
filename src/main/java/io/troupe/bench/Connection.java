package io.troupe.bench;

import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.Xid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One session of the load generator: operations out, replies in, each reply checked for its xid, its error and its
 * length. What a request costs here is a copy of its bytes; reads and writes of the socket serve all that is there.
 */
final class Connection {
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int XID_OFFSET = LENGTH_BYTES;
    private static final int ERROR_OFFSET = LENGTH_BYTES + Integer.BYTES + Long.BYTES;
    private static final int BODY_OFFSET = LENGTH_BYTES + ReplyHeader.BYTES;
    private static final int PING_BYTES = 12;

    private static final Operation END =
            Operation.of("the end of a session", new Operation.Part(new Request.CloseSession(), 0));

    private final SocketChannel channel;
    private final String peer;
    private final Driver driver;
    private final Script script;
    private final ByteBuffer out;
    private final Operation[] operations;
    private final long[] startNanos;
    private final int mask;

    private ByteBuffer rest = ByteBuffer.allocate(0);
    private @Nullable SelectionKey key;
    private int head;
    private int inProgress;
    private int requestsAnswered;
    private int nextXid = 1;
    private int expectedXid = 1;
    private int unsentXid = 1;
    private boolean pinging;
    private boolean ended;
    private long sentNanos;

    /** @param depth of operations that are in progress at most */
    Connection(PlainSession session, Driver driver, Script script, int depth) throws IOException {
        this.channel = session.handOver();
        this.peer = session.peer();
        this.driver = driver;
        this.script = script;
        int ring = Integer.highestOneBit(depth) == depth ? depth : Integer.highestOneBit(depth) * 2;
        this.operations = new Operation[ring];
        this.startNanos = new long[ring];
        this.mask = ring - 1;
        this.out = ByteBuffer.allocateDirect(Math.multiplyExact(depth, script.longestBytes()) + PING_BYTES);
        channel.configureBlocking(false);
    }

    Script script() {
        return script;
    }

    SocketChannel channel() {
        return channel;
    }

    void registered(SelectionKey registration) {
        key = registration;
    }

    int inProgress() {
        return inProgress;
    }

    /** Puts {@code operation} into what the next {@link #flush} sends; its latency counts from {@code sinceNanos}. */
    void submit(Operation operation, long sinceNanos) {
        if (inProgress == operations.length) {
            throw new IllegalStateException("more than " + inProgress + " operations in progress");
        }
        int slot = head + inProgress & mask;
        operations[slot] = operation;
        startNanos[slot] = sinceNanos;
        inProgress++;
        operation.put(out, nextXid);
        nextXid += operation.requests();
    }

    /** Ends the session; nothing may be submitted after it. */
    void submitEnd(long nowNanos) {
        submit(END, nowNanos);
    }

    /** Whether the session has been ended, and the ensemble has said so. */
    boolean hasEnded() {
        return ended;
    }

    /** Keeps the session alive where nothing has been sent for {@code idleNanos}. */
    void pingIfIdle(long nowNanos, long idleNanos) {
        if (!pinging && !ended && nowNanos - sentNanos > idleNanos && out.position() == 0) {
            pinging = true;
            out.putInt(PING_BYTES - LENGTH_BYTES).putInt(Xid.PING).putInt(OpCode.PING);
            flush(nowNanos);
        }
    }

    /** Sends what has been submitted, as far as the socket takes it now. */
    void flush(long nowNanos) {
        if (out.position() == 0) {
            return;
        }
        sentNanos = nowNanos;
        unsentXid = nextXid;
        out.flip();
        try {
            channel.write(out);
        } catch (IOException e) {
            throw lost(e.toString());
        }
        boolean all = !out.hasRemaining();
        out.compact();
        SelectionKey registration = key;
        if (registration != null
                && registration.isValid()
                && all == (registration.interestOps() != SelectionKey.OP_READ)) {
            registration.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** Takes all replies that have come, and sends what they gave rise to. */
    void readAll(ByteBuffer in, long nowNanos) {
        boolean more = !ended;
        while (more) {
            in.clear();
            in.put(rest);
            more = read(in);
            in.flip();
            takeFrames(in, nowNanos);
            keepRest(in);
        }
        flush(nowNanos);
    }

    /** @return whether there may be more */
    private boolean read(ByteBuffer in) {
        try {
            if (channel.read(in) < 0) {
                throw lost("it has closed the connection");
            }
        } catch (IOException e) {
            throw lost(e.toString());
        }
        return !in.hasRemaining();
    }

    private void takeFrames(ByteBuffer in, long nowNanos) {
        while (in.remaining() >= LENGTH_BYTES) {
            int start = in.position();
            int length = in.getInt(start);
            if (length < ReplyHeader.BYTES || length > in.capacity() - LENGTH_BYTES) {
                throw wrong("a reply of " + length + " bytes");
            }
            if (in.remaining() < LENGTH_BYTES + length) {
                return;
            }
            takeFrame(in, start, length, nowNanos);
            in.position(start + LENGTH_BYTES + length);
        }
    }

    private void takeFrame(ByteBuffer in, int start, int length, long nowNanos) {
        int xid = in.getInt(start + XID_OFFSET);
        if (xid == Xid.EVENT) {
            driver.onEvent(this, nowNanos);
        } else if (xid == Xid.PING) {
            pinging = false;
        } else {
            takeReply(in, start, length, xid, nowNanos);
        }
    }

    private void takeReply(ByteBuffer in, int start, int length, int xid, long nowNanos) {
        if (xid != expectedXid || xid == unsentXid) {
            String due = expectedXid == unsentXid ? "none" : Integer.toString(expectedXid);
            throw wrong("a reply with xid " + xid + " where " + due + " was due");
        }
        Operation operation = operations[head];
        int error = in.getInt(start + ERROR_OFFSET);
        if (error != 0) {
            throw wrong(operation.name() + " was answered with " + named(error));
        }
        int expectedBytes = operation.replyBytes(requestsAnswered);
        if (expectedBytes != Operation.ANY_LENGTH && expectedBytes != length) {
            throw wrong(operation.name() + " was answered with " + length + " bytes where " + expectedBytes
                    + " were expected");
        }
        expectedXid++;
        requestsAnswered++;
        if (requestsAnswered == operation.requests()) {
            complete(operation, in, start, nowNanos);
        }
    }

    private void complete(Operation operation, ByteBuffer in, int start, long nowNanos) {
        long since = startNanos[head];
        head = head + 1 & mask;
        inProgress--;
        requestsAnswered = 0;
        if (operation == END) {
            ended = true;
            if (key != null) {
                key.cancel();
            }
        }
        Operation.FollowUp followUp = operation.followUp();
        if (followUp != null) {
            submit(followUp.after(in, start + BODY_OFFSET), nowNanos);
        }
        driver.onReply(this, operation, since, nowNanos);
    }

    private static String named(int error) {
        try {
            return ErrorCode.of(error).name();
        } catch (IllegalArgumentException unknown) {
            return "the error " + error;
        }
    }

    private void keepRest(ByteBuffer in) {
        if (!in.hasRemaining()) {
            rest.clear().limit(0);
            return;
        }
        if (rest.capacity() < in.remaining()) {
            rest = ByteBuffer.allocate(Math.max(2 * rest.capacity(), in.remaining()));
        }
        rest.clear();
        rest.put(in).flip();
    }

    void close() throws IOException {
        channel.close();
    }

    private BenchError lost(String why) {
        return new BenchError("the connection to " + peer + " was lost: " + why);
    }

    private BenchError wrong(String what) {
        return new BenchError("nothing is measured, " + peer + " answers wrongly: " + what);
    }
}
