package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PeerPortHandlerTest {
    @Test
    void whoComesBeforeThereAreLinksIsNotReadYet() {
        PeerPortHandler port = new PeerPortHandler();
        EmbeddedChannel early = new EmbeddedChannel(port);
        assertThat(early.config().isAutoRead()).isFalse();

        port.open(Map.of());

        assertThat(early.config().isAutoRead()).isTrue();
    }

    @Test
    void whoHangsUpBeforeThereAreLinksIsRefusedInWords() {
        EmbeddedChannel early = new EmbeddedChannel(new PeerPortHandler());

        early.writeInbound(hello());

        ByteBuf refusal = early.readOutbound();
        assertThat(refusal.toString(StandardCharsets.UTF_8)).contains("still starting");
    }

    private static ByteBuf hello() {
        byte[] hello = new Hello(2, 1, 7, 1, 0, new TreeSet<>(Map.of(1, 1, 2, 2).keySet())).encode();
        return Unpooled.buffer()
                .writeInt(1 + hello.length)
                .writeByte(LinkFrame.HELLO)
                .writeBytes(hello);
    }
}
