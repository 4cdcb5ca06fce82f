package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    private static final Standing STANDING = new Standing(1, 2, 3, 4, -5);
    private static final List<Message> ONE_OF_EACH = List.of(
            new Message.Notification(Message.Activity.LEADING, 3, true, STANDING, 7),
            new Message.FollowerInfo(9, STANDING, 1),
            new Message.NewEpoch(9, 8, -7, true),
            new Message.AckEpoch(9, 8, STANDING),
            new Message.Probe(8, 17),
            new Message.Probed(8, 17, 16),
            new Message.Truncate(8, 16),
            new Message.Propose(8, List.of(Batches.batch(8, 1, "a"), Batches.batch(8, 2, "b", "c")), 5),
            new Message.NewLeader(8, 16, -7),
            new Message.AckNewLeader(8),
            new Message.UpToDate(8, 16),
            new Message.Ack(8, 16),
            new Message.Commit(8, 16),
            new Message.Heartbeat(8, 99, 16),
            new Message.HeartbeatReply(8, 99),
            new Message.Farewell(8),
            new Message.Touched(8, 7, new long[] {1, -2, 3}),
            new Message.TouchesConfirmed(8, 7),
            new Message.SyncAsked(8, 5),
            new Message.SyncAnswered(8, 5, 16));

    @Test
    void everyMessageIsReadBackAsItWasWritten() {
        for (Message message : ONE_OF_EACH) {
            assertThat(MessageCodec.decode(ByteBuffer.wrap(MessageCodec.encode(message))))
                    .isEqualTo(message);
        }
    }

    @Test
    void forwardedWritesAreReadBackAsTheyWereWritten() {
        Message.Forward forward = new Message.Forward(8, List.of(new Submission(2, new byte[] {1, 2})));

        Message.Forward decoded = (Message.Forward) MessageCodec.decode(ByteBuffer.wrap(MessageCodec.encode(forward)));

        assertThat(decoded.epoch()).isEqualTo(8);
        assertThat(decoded.submissions()).hasSize(1);
        assertThat(decoded.submissions().get(0).count()).isEqualTo(2);
        assertThat(decoded.submissions().get(0).parcel()).containsExactly(1, 2);
    }

    @Test
    void everyKindOfMessageHasAnEncoding() {
        // Forward holds an array, so that it is compared by its own test above.
        assertThat(ONE_OF_EACH.stream().map(Object::getClass).distinct())
                .hasSize(Message.class.getPermittedSubclasses().length - 1);
    }

    @Test
    void everyCutAndEveryExtraByteIsFound() {
        for (Message message : ONE_OF_EACH) {
            byte[] bytes = MessageCodec.encode(message);
            for (int length = 0; length < bytes.length; length++) {
                ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> MessageCodec.decode(cut)).isInstanceOf(MalformedMessage.class);
            }
            ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1));
            assertThatThrownBy(() -> MessageCodec.decode(longer)).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void anyBytesAreAMessageOrMalformedAndNothingElse() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = i % 2 == 0
                    ? new byte[random.nextInt(64)]
                    : MessageCodec.encode(ONE_OF_EACH.get(random.nextInt(ONE_OF_EACH.size())));
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                MessageCodec.decode(ByteBuffer.wrap(bytes));
            } catch (MalformedMessage expected) {
                assertThat(expected).hasMessageMatching(".+");
            }
        }
    }
}
