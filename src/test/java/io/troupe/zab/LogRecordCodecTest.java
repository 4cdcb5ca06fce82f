package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRecordCodecTest {
    private static final List<LogRecord> ONE_OF_EACH = List.of(
            new LogRecord.Accepted(List.of(Batches.batch(2, 1, "a", "b"), Batches.batch(2, 3, "c")), 5),
            new LogRecord.Truncated(77),
            new LogRecord.Installed(78, -1, 2, 1000),
            new LogRecord.EpochPromised(4, 3),
            new LogRecord.EpochEntered(4, 3, -99),
            new LogRecord.Carried(new LogState(-1, 2, 3, 4, 5, 6, 7, 8, 9)));

    @Test
    void everyRecordIsReadBackAsItWasWritten() {
        for (LogRecord record : ONE_OF_EACH) {
            assertThat(LogRecordCodec.decode(bytesOf(record))).isEqualTo(record);
        }
        assertThat(ONE_OF_EACH.stream().map(Object::getClass).toArray())
                .containsExactlyInAnyOrder((Object[]) LogRecord.class.getPermittedSubclasses());
    }

    @Test
    void aBatchsBytesAreNotCopied() {
        Batch batch = Batches.batch(1, 1, "a");

        ByteBuffer[] buffers = LogRecordCodec.encode(new LogRecord.Accepted(List.of(batch), 0));

        assertThat(buffers[2].isReadOnly()).isTrue();
        assertThat(buffers[2]).isEqualTo(ByteBuffer.wrap(batch.bytes()));
    }

    @Test
    void everyCutAndEveryExtraByteIsFound() {
        for (LogRecord record : ONE_OF_EACH) {
            byte[] bytes = bytesOf(record).array();
            for (int length = 0; length < bytes.length; length++) {
                ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> LogRecordCodec.decode(cut)).isInstanceOf(MalformedMessage.class);
            }
            ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1));
            assertThatThrownBy(() -> LogRecordCodec.decode(longer)).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void anAbsurdCountReservesNoMemory() {
        ByteBuffer absurd = ByteBuffer.allocate(32)
                .put((byte) 1)
                .putLong(0)
                .putInt(Integer.MAX_VALUE)
                .rewind();

        assertThatThrownBy(() -> LogRecordCodec.decode(absurd)).isInstanceOf(MalformedMessage.class);
    }

    private static ByteBuffer bytesOf(LogRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer buffer : LogRecordCodec.encode(record)) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            out.writeBytes(bytes);
        }
        return ByteBuffer.wrap(out.toByteArray());
    }
}
