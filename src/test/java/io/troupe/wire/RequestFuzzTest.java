package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Seeds;
import io.troupe.model.Request;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, the answer is a request, an unknown operation or a malformed record. */
class RequestFuzzTest {
    private static final int FRAMES = 8_000;
    private static final int[] ODD_INTS = {-1, -2, 0, 1, 3, 0x7f, 0xffff, 0xfffff, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    @Test
    void damagedFramesAreDecodedOrRefused() {
        Seeds.run(RequestFuzzTest.class, 4, random -> {
            RandomRequests requests = new RandomRequests(random);
            int understood = 0;
            for (int i = 0; i < FRAMES; i++) {
                byte[] frame = damaged(JuteRequests.frame(i, requests.any()), random);
                if (frame.length >= 8) {
                    DecodedRequest decoded = RequestDecoder.decode(frame);
                    check(decoded);
                    understood += decoded.request() == null ? 0 : 1;
                }
            }
            assertThat(understood)
                    .as("the damage is neither too much nor too little")
                    .isBetween(FRAMES / 10, FRAMES / 2);
        });
    }

    @Test
    void everyTruncationOfARecordIsRefused() {
        Seeds.run(RequestFuzzTest.class, 2, random -> {
            RandomRequests requests = new RandomRequests(random);
            for (int i = 0; i < 20 * RandomRequests.KINDS; i++) {
                byte[] frame = JuteRequests.frame(i, requests.ofKind(i % RandomRequests.KINDS));
                for (int length = 8; length < frame.length; length++) {
                    assertThat(RequestDecoder.decode(Arrays.copyOf(frame, length))
                                    .malformed())
                            .isTrue();
                }
            }
        });
    }

    /** Exactly one of three; and what was understood is understood the same when it is encoded again. */
    private static void check(DecodedRequest decoded) {
        int verdicts =
                (decoded.request() != null ? 1 : 0) + (decoded.unknown() ? 1 : 0) + (decoded.malformed() ? 1 : 0);
        assertThat(verdicts).isEqualTo(1);
        if (decoded.request() == null) {
            return;
        }
        byte[] again = RequestEncoder.body(decoded.request());
        byte[] frame = ByteBuffer.allocate(8 + again.length)
                .putInt(decoded.xid())
                .putInt(decoded.opCode())
                .put(again)
                .array();
        RequestFixturesTest.assertSame(
                decoded.request(), RequestDecoder.decode(frame).request());
        if (decoded.request() instanceof Request.Write write) {
            RequestFixturesTest.assertSame(write, RequestDecoder.decodeWrite(decoded.opCode(), decoded.body()));
        }
    }

    static byte[] damaged(byte[] frame, Random random) {
        byte[] bytes = Arrays.copyOf(frame, frame.length);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = damagedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] damagedOnce(byte[] bytes, Random random) {
        if (bytes.length < 4) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] = (byte) random.nextInt();
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> ByteBuffer.wrap(bytes).putInt(random.nextInt(bytes.length - 3), oddInt(random));
            case 3 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 16));
            }
            default -> {
                int from = random.nextInt(bytes.length);
                int count = random.nextInt(bytes.length - Math.max(at, from));
                System.arraycopy(bytes, from, bytes, at, count);
            }
        }
        return bytes;
    }

    private static int oddInt(Random random) {
        return ODD_INTS[random.nextInt(ODD_INTS.length)];
    }
}
