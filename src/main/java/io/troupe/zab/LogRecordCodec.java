package io.troupe.zab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a log record. The journal frames and checksums them; a batch's bytes stand in them as they travelled.
 */
public final class LogRecordCodec {
    private static final byte ACCEPTED = 1;
    private static final byte TRUNCATED = 2;
    private static final byte INSTALLED = 3;
    private static final byte EPOCH_PROMISED = 4;
    private static final byte EPOCH_ENTERED = 5;
    private static final byte CARRIED = 6;

    private LogRecordCodec() {}

    /** The record as buffers to be written one after the other; batches are not copied. */
    public static ByteBuffer[] encode(LogRecord record) {
        if (record instanceof LogRecord.Accepted accepted) {
            return encodeAccepted(accepted);
        }
        ByteBuffer bytes = ByteBuffer.allocate(96);
        if (record instanceof LogRecord.Truncated truncated) {
            bytes.put(TRUNCATED).putLong(truncated.afterZxid());
        } else if (record instanceof LogRecord.Installed installed) {
            bytes.put(INSTALLED).putLong(installed.snapshotZxid()).putLong(installed.digest());
            bytes.putInt(installed.rulesVersion()).putLong(installed.stampMillis());
        } else if (record instanceof LogRecord.EpochPromised promised) {
            bytes.put(EPOCH_PROMISED).putLong(promised.epoch()).putInt(promised.leader());
        } else if (record instanceof LogRecord.EpochEntered entered) {
            bytes.put(EPOCH_ENTERED).putLong(entered.epoch()).putInt(entered.leader());
            bytes.putLong(entered.ensembleId());
        } else {
            putState(bytes.put(CARRIED), ((LogRecord.Carried) record).state());
        }
        return new ByteBuffer[] {bytes.flip()};
    }

    private static ByteBuffer[] encodeAccepted(LogRecord.Accepted accepted) {
        int batches = accepted.batches().size();
        ByteBuffer[] buffers = new ByteBuffer[1 + 2 * batches];
        ByteBuffer header = ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES);
        buffers[0] = header.put(ACCEPTED)
                .putLong(accepted.commitPoint())
                .putInt(batches)
                .flip();
        for (int i = 0; i < batches; i++) {
            byte[] bytes = accepted.batches().get(i).bytes();
            buffers[1 + 2 * i] =
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip();
            buffers[2 + 2 * i] = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        }
        return buffers;
    }

    private static void putState(ByteBuffer bytes, LogState state) {
        bytes.putLong(state.ensembleId()).putInt(state.rulesVersion());
        bytes.putLong(state.promisedEpoch()).putInt(state.promisedTo()).putLong(state.enteredEpoch());
        bytes.putLong(state.commitPoint()).putLong(state.baseZxid()).putLong(state.lastZxid());
        bytes.putLong(state.lastStampMillis());
    }

    /** Reads all that remains in {@code bytes}. @throws MalformedMessage where that is not one record */
    public static LogRecord decode(ByteBuffer bytes) {
        FrameReader frame = new FrameReader(bytes);
        byte kind = frame.readByte();
        LogRecord record = switch (kind) {
            case ACCEPTED -> readAccepted(frame);
            case TRUNCATED -> new LogRecord.Truncated(frame.readOrdinal());
            case INSTALLED ->
                new LogRecord.Installed(frame.readOrdinal(), frame.readLong(), frame.readInt(), frame.readLong());
            case EPOCH_PROMISED -> new LogRecord.EpochPromised(frame.readOrdinal(), frame.readInt());
            case EPOCH_ENTERED -> new LogRecord.EpochEntered(frame.readOrdinal(), frame.readInt(), frame.readLong());
            case CARRIED -> new LogRecord.Carried(readState(frame));
            default -> throw new MalformedMessage("no log record is of kind " + kind);
        };
        frame.end();
        return record;
    }

    private static LogRecord readAccepted(FrameReader frame) {
        long commitPoint = frame.readOrdinal();
        int count = frame.readCount(Integer.BYTES);
        if (count == 0) {
            throw new MalformedMessage("nothing was accepted");
        }
        List<Batch> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batches.add(Batch.decode(frame.readBytes()));
        }
        return new LogRecord.Accepted(batches, commitPoint);
    }

    private static LogState readState(FrameReader frame) {
        return new LogState(
                frame.readLong(),
                frame.readInt(),
                frame.readOrdinal(),
                frame.readInt(),
                frame.readOrdinal(),
                frame.readOrdinal(),
                frame.readOrdinal(),
                frame.readOrdinal(),
                frame.readLong());
    }
}
