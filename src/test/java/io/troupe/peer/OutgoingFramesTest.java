package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutgoingFramesTest {
    private final OutgoingFrames outgoing = new OutgoingFrames();

    @Test
    void messagesKeepTheirOrder() {
        outgoing.add(new byte[] {1});
        outgoing.add(new byte[] {2});

        assertThat(payload(outgoing.next())).containsExactly(1);
        assertThat(payload(outgoing.next())).containsExactly(2);
        assertThat(outgoing.isEmpty()).isTrue();
    }

    @Test
    void anUrgentMessageOvertakesAllThatIsNotWrittenYetBetweenPartsToo() {
        byte[] large = new byte[2 * LinkFrame.PAYLOAD_BYTES_MAX + 1];
        outgoing.add(large);
        assertThat(outgoing.next().kind()).isEqualTo(LinkFrame.PART);
        outgoing.addUrgent(new byte[] {7});
        outgoing.addUrgent(new byte[] {8});

        assertThat(payload(outgoing.next())).containsExactly(7);
        assertThat(payload(outgoing.next())).containsExactly(8);
        assertThat(outgoing.next().kind()).isEqualTo(LinkFrame.PART);
        assertThat(outgoing.next().kind()).isEqualTo(LinkFrame.MESSAGE);
    }

    @Test
    void aMessageOfExactlyOneFrameHasNoParts() {
        outgoing.add(new byte[LinkFrame.PAYLOAD_BYTES_MAX]);

        assertThat(outgoing.next().kind()).isEqualTo(LinkFrame.MESSAGE);
        assertThat(outgoing.isEmpty()).isTrue();
    }

    @Test
    void aConnectionThatEndsLeavesNothingForTheNext() {
        outgoing.add(new byte[LinkFrame.PAYLOAD_BYTES_MAX + 1]);
        outgoing.next();
        outgoing.addUrgent(new byte[1]);
        outgoing.clear();
        outgoing.add(new byte[] {5});

        assertThat(payload(outgoing.next())).containsExactly(5);
        assertThat(outgoing.isEmpty()).isTrue();
    }

    @Test
    void whatNoPeerMaySendIsRefusedAtItsSource() {
        assertThatThrownBy(() -> outgoing.add(new byte[LinkFrame.MESSAGE_BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outgoing.addUrgent(new byte[LinkFrame.PAYLOAD_BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsOverfullWhenNobodyTakesAnythingForLong() {
        byte[] large = new byte[LinkFrame.MESSAGE_BYTES_MAX - 32];
        outgoing.add(large);
        outgoing.add(large);
        assertThat(outgoing.isOverfull()).isFalse();

        outgoing.addUrgent(new byte[0]);
        assertThat(outgoing.isOverfull()).isTrue();
        outgoing.next();
        assertThat(outgoing.isOverfull()).isFalse();
    }

    @Test
    void whateverIsSentArrivesWholeAndInOrderAndNoFrameIsTooLarge() {
        Seeds.run(OutgoingFramesTest.class, 3, OutgoingFramesTest::exchange);
    }

    private static void exchange(Random random) {
        OutgoingFrames outgoing = new OutgoingFrames();
        MessageAssembly assembly = new MessageAssembly();
        List<byte[]> sent = new ArrayList<>();
        List<byte[]> got = new ArrayList<>();
        List<byte[]> urgentSent = new ArrayList<>();
        List<byte[]> urgentGot = new ArrayList<>();
        for (int i = 0; i < 60 || !outgoing.isEmpty(); i++) {
            if (i < 60) {
                boolean urgent = random.nextInt(4) == 0;
                byte[] message = new byte[random.nextInt(urgent ? 100 : 1 << (1 + random.nextInt(20)))];
                random.nextBytes(message);
                (urgent ? urgentSent : sent).add(message);
                if (urgent) {
                    outgoing.addUrgent(message);
                } else {
                    outgoing.add(message);
                }
            }
            for (int frames = random.nextInt(4); frames > 0 && !outgoing.isEmpty(); frames--) {
                OutgoingFrames.Frame frame = outgoing.next();
                byte[] payload = payload(frame);
                assertThat(payload.length).isLessThanOrEqualTo(LinkFrame.PAYLOAD_BYTES_MAX);
                switch (frame.kind()) {
                    case LinkFrame.PART -> assembly.part(payload);
                    case LinkFrame.MESSAGE -> got.add(assembly.whole(payload));
                    default -> urgentGot.add(payload);
                }
            }
        }
        assertThat(Arrays.deepEquals(got.toArray(), sent.toArray())).isTrue();
        assertThat(Arrays.deepEquals(urgentGot.toArray(), urgentSent.toArray())).isTrue();
    }

    private static byte[] payload(OutgoingFrames.Frame frame) {
        byte[] bytes = new byte[frame.payload().remaining()];
        frame.payload().get(bytes);
        return bytes;
    }
}
