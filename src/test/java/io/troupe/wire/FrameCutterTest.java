package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.troupe.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameCutterTest {
    private static final int LIMIT = 100;

    @Test
    void framesComeWholeHoweverTheBytesAreSplit() {
        List<byte[]> frames = List.of(filled(5, 1), filled(0, 0), filled(9, 2), filled(1, 3));
        byte[] stream = stream(frames);
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                assertCut(frames, stream, first, second);
            }
        }
    }

    @Test
    void framesComeWholeInChunksOfAnySize() {
        Seeds.run(FrameCutterTest.class, 5, random -> {
            List<byte[]> frames = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                frames.add(filled(random.nextInt(20) == 0 ? random.nextInt(50_000) : random.nextInt(200), i));
            }
            byte[] stream = stream(frames);
            assertCut(frames, stream, 50_000, cuts(random, stream.length));
        });
    }

    @Test
    void frameOfTheLimitIsTakenAndOneByteMoreIsNot() {
        byte[] largest = filled(LIMIT, 7);
        assertThat(cutter().next(ByteBuffer.wrap(stream(List.of(largest))))).isEqualTo(largest);
        assertBad(LIMIT + 1, BadLength.Kind.TOO_LARGE, "a frame of 101 bytes is above the limit of 100");
    }

    @Test
    void badLengthsAreToldApart() {
        assertBad(-1, BadLength.Kind.NEGATIVE, "a frame's length is negative: -1");
        assertBad(Integer.MIN_VALUE, BadLength.Kind.NEGATIVE, "a frame's length is negative: -2147483648");
        assertBad(Integer.MAX_VALUE, BadLength.Kind.TOO_LARGE, "a frame of 2147483647 bytes is above the limit of 100");
        for (String start : List.of("GET ", "POST", "PUT ", "HEAD", "OPTI", "PRI ")) {
            int letters =
                    ByteBuffer.wrap(start.getBytes(StandardCharsets.US_ASCII)).getInt();
            assertBad(letters, BadLength.Kind.HTTP, "this looks like HTTP, not like a ZooKeeper client");
        }
        assertBad(0x16030100, BadLength.Kind.TLS, "this looks like TLS, which is not spoken here");
        assertBad(0x16030302, BadLength.Kind.TLS, "this looks like TLS, which is not spoken here");
    }

    @Test
    void lengthAfterGoodFramesIsCheckedToo() {
        ByteBuffer bytes =
                ByteBuffer.allocate(20).putInt(3).put(filled(3, 1)).putInt(-5).flip();
        FrameCutter cutter = cutter();
        assertThat(cutter.next(bytes)).isEqualTo(filled(3, 1));
        assertThatThrownBy(() -> cutter.next(bytes)).isInstanceOf(BadLength.class);
        assertThatThrownBy(() -> cutter.next(ByteBuffer.allocate(9))).isInstanceOf(BadLength.class);
    }

    @Test
    void firstFourBytesMayBeAWord() {
        for (FourLetterWord word : FourLetterWord.values()) {
            byte[] bytes = (word.text() + "\n").getBytes(StandardCharsets.US_ASCII);
            for (int split = 0; split <= bytes.length; split++) {
                FrameCutter cutter = cutter();
                assertThat(cutter.next(ByteBuffer.wrap(bytes, 0, split))).isNull();
                assertThat(cutter.next(ByteBuffer.wrap(bytes, split, bytes.length - split)))
                        .isNull();
                assertThat(cutter.word()).isEqualTo(word);
            }
        }
    }

    @Test
    void wordIsNoneLaterOrWhereNoneIsExpected() {
        ByteBuffer later = ByteBuffer.allocate(12)
                .putInt(0)
                .put("ruok".getBytes(StandardCharsets.US_ASCII))
                .flip();
        FrameCutter cutter = cutter();
        assertThat(cutter.next(later)).isEmpty();
        assertThatThrownBy(() -> cutter.next(later)).isInstanceOf(BadLength.class);
        FrameCutter ofAClient = new FrameCutter(LIMIT, false);
        ByteBuffer word = ByteBuffer.wrap("ruok".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> ofAClient.next(word)).isInstanceOf(BadLength.class);
    }

    @Test
    void knowsWhetherItIsWithinAFrame() {
        FrameCutter cutter = cutter();
        byte[] stream = stream(List.of(filled(2, 1)));
        assertThat(cutter.midFrame()).isFalse();
        for (int i = 0; i < stream.length - 1; i++) {
            assertThat(cutter.next(ByteBuffer.wrap(stream, i, 1))).isNull();
            assertThat(cutter.midFrame()).isTrue();
        }
        assertThat(cutter.next(ByteBuffer.wrap(stream, stream.length - 1, 1))).hasSize(2);
        assertThat(cutter.midFrame()).isFalse();
    }

    private static void assertCut(List<byte[]> frames, byte[] stream, int... cuts) {
        assertCut(frames, stream, LIMIT, cuts);
    }

    private static void assertCut(List<byte[]> frames, byte[] stream, int limit, int[] cuts) {
        FrameCutter cutter = new FrameCutter(limit, true);
        List<byte[]> cut = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : stream.length;
            ByteBuffer chunk = ByteBuffer.wrap(stream, from, to - from);
            for (byte[] frame = cutter.next(chunk); frame != null; frame = cutter.next(chunk)) {
                cut.add(frame);
            }
            assertThat(chunk.hasRemaining()).isFalse();
            from = to;
        }
        assertThat(cut).usingElementComparator(Arrays::compare).isEqualTo(frames);
    }

    private static void assertBad(int length, BadLength.Kind kind, String message) {
        ByteBuffer bytes = ByteBuffer.allocate(4).putInt(length).rewind();
        assertThatThrownBy(() -> cutter().next(bytes))
                .hasMessage(message)
                .asInstanceOf(type(BadLength.class))
                .extracting(BadLength::kind)
                .isEqualTo(kind);
    }

    private static FrameCutter cutter() {
        return new FrameCutter(LIMIT, true);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] stream(List<byte[]> frames) {
        ByteWriter out = new ByteWriter();
        frames.forEach(out::writeBuffer);
        return out.toByteArray();
    }

    private static int[] cuts(Random random, int length) {
        return random.ints(random.nextInt(300), 0, length).sorted().toArray();
    }
}
