package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.troupe.Seeds;
import io.troupe.model.OpCode;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A frame costs a small multiple of its own size, whatever it claims. */
class AllocationTest {
    private static final int FRAME_BYTES = 1_000_000;
    private static final long SMALL_CHANGE_BYTES = 16_384;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void vectorsOfTheShortestElementsCostASmallMultipleOfTheFrame() {
        byte[] emptyPaths = frame(OpCode.SET_WATCHES, out -> {
            out.writeLong(0);
            out.writeInt(FRAME_BYTES / 4 - 3);
        });
        assertThat(allocatedBy(() -> RequestDecoder.decode(emptyPaths))).isLessThan(12L * FRAME_BYTES);
        byte[] shortPaths = frame(OpCode.SET_WATCHES, out -> {
            out.writeLong(0);
            int count = FRAME_BYTES / 5 - 10;
            out.writeInt(count);
            for (int i = 0; i < count; i++) {
                out.writeString("/");
            }
        });
        assertThat(allocatedBy(() -> RequestDecoder.decode(shortPaths))).isLessThan(16L * FRAME_BYTES);
        byte[] emptyAcls = frame(OpCode.SET_ACL, out -> {
            out.writeString("/");
            out.writeInt(FRAME_BYTES / 12 - 3);
        });
        assertThat(allocatedBy(() -> RequestDecoder.decode(emptyAcls))).isLessThan(12L * FRAME_BYTES);
    }

    @Test
    void longMultiCostsASmallMultipleOfTheFrame() {
        byte[] multi = frame(OpCode.MULTI, out -> {
            for (int i = 0; i < FRAME_BYTES / 17 - 2; i++) {
                MultiRecords.writeHeader(OpCode.CHECK, false, -1, out);
                out.writeString("");
                out.writeInt(0);
            }
            MultiRecords.writeEnd(out);
        });
        assertThat(RequestDecoder.decode(multi).malformed()).isFalse();
        assertThat(allocatedBy(() -> RequestDecoder.decode(multi))).isLessThan(12L * FRAME_BYTES);
    }

    @Test
    void whatOnlyClaimsToBeLongCostsNothing() {
        for (int claim : new int[] {Integer.MAX_VALUE, 0xfffff, -2, Integer.MIN_VALUE}) {
            for (int opCode : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 14, 15, 17, 18, 19, 21, 100, 101}) {
                byte[] frame = ByteBuffer.allocate(64)
                        .putInt(1)
                        .putInt(opCode)
                        .putInt(claim)
                        .putInt(claim)
                        .putInt(claim)
                        .array();
                assertThat(allocatedBy(() -> RequestDecoder.decode(frame))).isLessThan(SMALL_CHANGE_BYTES);
            }
        }
    }

    @Test
    void announcedFrameTakesRoomOnlyAsItArrives() {
        ByteBuffer begun = ByteBuffer.allocate(14).putInt(FRAME_BYTES).rewind();
        assertThat(allocatedBy(() -> new FrameCutter(FrameCutter.FRAME_BYTES_MAX, true).next(begun.rewind())))
                .isLessThan(SMALL_CHANGE_BYTES);
    }

    @Test
    void damagedFrameCostsASmallMultipleOfItsSize() {
        Seeds.run(AllocationTest.class, 4, random -> {
            RandomRequests requests = new RandomRequests(random);
            for (int i = 0; i < 2_000; i++) {
                byte[] frame = RequestFuzzTest.damaged(JuteRequests.frame(i, requests.any()), random);
                if (frame.length >= 8) {
                    assertThat(allocatedBy(() -> RequestDecoder.decode(frame))).isLessThan(16L * frame.length + 1_024);
                }
            }
        });
    }

    /** The least of a few runs, since the virtual machine allocates a little of its own at first. */
    private static long allocatedBy(Runnable run) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static byte[] frame(int opCode, Consumer<ByteWriter> body) {
        ByteWriter out = new ByteWriter(FRAME_BYTES);
        out.writeInt(1);
        out.writeInt(opCode);
        body.accept(out);
        out.writeRaw(new byte[Math.max(0, FRAME_BYTES - out.size())]);
        return out.toByteArray();
    }
}
