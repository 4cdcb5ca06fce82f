package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Seeds;
import io.troupe.zab.Message;
import io.troupe.zab.MessageCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes to a peer port costs the connection it came on, and no other. */
@Timeout(180)
class LinkGarbageTest {
    private static final LinkSide.Ground GROUND = LinkSide.Ground.prepare();
    private static final byte[] HTTP =
            "GET / HTTP/1.1\r\nHost: peer:2888\r\nAccept: */*\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** How a TLS client begins: handshake, version, length, ClientHello. */
    private static final byte[] TLS = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private final AtomicLong number = new AtomicLong();

    @AfterAll
    static void stop() {
        GROUND.close();
    }

    @Test
    void garbageCostsItsOwnConnectionAndAHealthyLinkGoesOn() {
        Seeds.run(LinkGarbageTest.class, 3, random -> {
            try (LinkSide low =
                            new LinkSide(GROUND, 1).linkTo(2, 0).linkTo(3, 0).open();
                    LinkSide high = new LinkSide(GROUND, 2).linkTo(1, low.port())) {
                low.awaitUp(2);
                high.awaitUp(1);
                for (int i = 0; i < 40; i++) {
                    try (RawPeer stranger = RawPeer.dial(low.port())) {
                        misbehave(stranger, random);
                        exchange(low, high);
                        stranger.awaitEnd();
                    }
                    exchange(low, high);
                }
            }
        });
    }

    @Test
    void aMessageOfEndlessPartsIsRefusedWhenItIsLargerThanAny() {
        try (LinkSide low = new LinkSide(GROUND, 1).linkTo(2, 0).linkTo(3, 0).open();
                LinkSide high = new LinkSide(GROUND, 2).linkTo(1, low.port());
                RawPeer endless = RawPeer.dial(low.port())) {
            low.awaitUp(2);
            high.awaitUp(1);
            endless.say(helloOf(3));
            low.awaitUp(3);
            byte[] part = RawPeer.frame(LinkFrame.PART, new byte[LinkFrame.PAYLOAD_BYTES_MAX]);
            for (int i = 0; i <= 2 * LinkFrame.MESSAGE_BYTES_MAX / LinkFrame.PAYLOAD_BYTES_MAX; i++) {
                endless.trySend(part);
            }

            endless.awaitEnd();
            low.awaitDown(3);
            exchange(low, high);
        }
    }

    /** Ends with something for which the connection is closed. */
    private void misbehave(RawPeer stranger, Random random) {
        boolean greet = random.nextBoolean();
        if (greet) {
            stranger.say(helloOf(2 + random.nextInt(2)));
        }
        switch (random.nextInt(8)) {
            case 0 -> stranger.trySend(HTTP);
            case 1 -> stranger.trySend(Arrays.copyOf(TLS, 517));
            case 2 -> stranger.trySend(noise(random));
            case 3 -> stranger.trySend(length(LinkFrame.PAYLOAD_BYTES_MAX + 2 + random.nextInt(1 << 30)));
            case 4 -> stranger.trySend(length(-1 - random.nextInt(1 << 30)));
            case 5 -> stranger.trySend(length(0));
            case 6 -> stranger.trySend(RawPeer.frame(LinkFrame.PART, new byte[random.nextInt(1_000)]));
            default -> stranger.trySend(RawPeer.frame(LinkFrame.MESSAGE, changed(random)));
        }
    }

    /** Begins with a length that is negative or too large. */
    private static byte[] noise(Random random) {
        byte[] bytes = new byte[20 + random.nextInt(2_000)];
        random.nextBytes(bytes);
        bytes[0] = (byte) (0x40 | bytes[0]);
        return bytes;
    }

    private static byte[] changed(Random random) {
        byte[] message = MessageCodec.encode(new Message.Heartbeat(1, 2, 3));
        message[0] = (byte) (100 + random.nextInt(100));
        return message;
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    private Hello helloOf(int peer) {
        return new Hello(peer, 1, 900, number.incrementAndGet(), 0, new TreeSet<>(List.of(1, 2, 3)));
    }

    private void exchange(LinkSide low, LinkSide high) {
        Message there = new Message.Ack(1, number.incrementAndGet());
        Message back = new Message.Ack(1, number.incrementAndGet());
        low.send(2, there);
        high.send(1, back);
        assertThat(high.awaitMessage(1)).isEqualTo(there);
        assertThat(low.awaitMessage(2)).isEqualTo(back);
    }
}
