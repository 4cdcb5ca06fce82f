package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PeerPortHandlerTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(PeerPortHandler.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        LOG.addAppender(said);
        LOG.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(said);
        LOG.setAdditive(true);
    }

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

    @Test
    void strangersInAnyNumberCostOneLineAtATimeWithTheirNumber() throws Exception {
        PeerPortHandler port = new PeerPortHandler(Duration.ofSeconds(10), Duration.ofMillis(500));
        port.open(Map.of());
        DefaultEventLoop loop = new DefaultEventLoop();
        try {
            LocalAddress door = (LocalAddress) new ServerBootstrap()
                    .group(loop)
                    .channel(LocalServerChannel.class)
                    .childHandler(port)
                    .bind(LocalAddress.ANY)
                    .sync()
                    .channel()
                    .localAddress();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                knock(loop, door);
                return said.list.size() >= 3;
            });
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
        assertThat(said.list.get(0).getFormattedMessage()).contains("not a Troupe peer");
        assertThat(said.list.subList(1, 3))
                .allSatisfy(line -> assertThat(line.getFormattedMessage())
                        .containsPattern("Closed \\d+ more peer connections of "));
    }

    /** As a scanner does, and waits for its end. */
    private static void knock(EventLoop loop, LocalAddress door) throws InterruptedException {
        Channel stranger = new Bootstrap()
                .group(loop)
                .channel(LocalChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(door, new LocalAddress("scanner"))
                .sync()
                .channel();
        stranger.writeAndFlush(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII));
        stranger.closeFuture().sync();
    }

    private static ByteBuf hello() {
        byte[] hello = new Hello(2, 1, 7, 1, 0, new TreeSet<>(Map.of(1, 1, 2, 2).keySet())).encode();
        return Unpooled.buffer()
                .writeInt(1 + hello.length)
                .writeByte(LinkFrame.HELLO)
                .writeBytes(hello);
    }
}
