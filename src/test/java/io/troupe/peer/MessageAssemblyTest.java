package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageAssemblyTest {
    private static final int PART = LinkFrame.PAYLOAD_BYTES_MAX;

    private final MessageAssembly assembly = new MessageAssembly();

    @Test
    void aMessageWithoutPartsIsItself() {
        byte[] message = {1, 2, 3};

        assertThat(assembly.whole(message)).isEqualTo(message);
    }

    @Test
    void partsAreJoinedInOrderAndTheNextMessageBeginsAnew() {
        byte[] message = new byte[2 * PART + 3];
        new Random(1).nextBytes(message);
        assembly.part(java.util.Arrays.copyOfRange(message, 0, PART));
        assembly.part(java.util.Arrays.copyOfRange(message, PART, 2 * PART));

        assertThat(assembly.whole(java.util.Arrays.copyOfRange(message, 2 * PART, message.length)))
                .isEqualTo(message);
        assertThat(assembly.whole(new byte[] {9})).containsExactly(9);
    }

    @Test
    void partsWithoutEndAreRefused() {
        byte[] part = new byte[PART];
        for (int i = 0; i < LinkFrame.MESSAGE_BYTES_MAX / PART; i++) {
            assembly.part(part);
        }

        assertThatThrownBy(() -> assembly.part(part)).isInstanceOf(MalformedLink.class);
        assertThatThrownBy(() -> assembly.whole(new byte[1])).isInstanceOf(MalformedLink.class);
    }

    @Test
    void partsThatCarryLessThanTheyMayAreRefusedSinceTheyAddUpToNothing() {
        for (int size : new int[] {0, 1, PART - 1}) {
            assertThatThrownBy(() -> assembly.part(new byte[size]))
                    .isInstanceOf(MalformedLink.class)
                    .hasMessage("a part of " + size + " bytes");
        }
    }
}
