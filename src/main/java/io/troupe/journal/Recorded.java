package io.troupe.journal;

import io.troupe.zab.LogRecord;
import io.troupe.zab.LogRecordCodec;
import java.nio.ByteBuffer;

/** One record of the log with the bytes in which it is stored. No serializer of Pekko's ever sees it. */
public final class Recorded implements LogEvent {
    private final LogRecord record;
    private final ByteBuffer[] bytes;
    private final int length;

    private Recorded(LogRecord record, ByteBuffer... bytes) {
        this.record = record;
        this.bytes = bytes;
        int sum = 0;
        for (ByteBuffer part : bytes) {
            sum = Math.addExact(sum, part.remaining());
        }
        this.length = sum;
    }

    public static Recorded of(LogRecord record) {
        return new Recorded(record, LogRecordCodec.encode(record));
    }

    /** @throws io.troupe.zab.MalformedMessage if this is no log record */
    static Recorded decode(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload).asReadOnlyBuffer();
        return new Recorded(LogRecordCodec.decode(bytes.duplicate()), bytes);
    }

    public LogRecord record() {
        return record;
    }

    /** What is stored, part after part; each call gives views of its own. */
    ByteBuffer[] bytes() {
        ByteBuffer[] views = new ByteBuffer[bytes.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = bytes[i].duplicate();
        }
        return views;
    }

    int length() {
        return length;
    }

    /** A segment begins with what all before it adds up to, so that the ones before can go. */
    boolean opensSegment() {
        return record instanceof LogRecord.Carried;
    }

    @Override
    public String toString() {
        return record.getClass().getSimpleName() + " (" + length + " bytes)";
    }
}
