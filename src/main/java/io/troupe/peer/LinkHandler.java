package io.troupe.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one connection between two peers. Reads the hello, finds the {@link LinkActor} that it concerns and gives
 * it, from then on, one message for each read from the socket.
 */
final class LinkHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(LinkHandler.class);

    private static final long HELLO_MILLIS = 10_000;

    private final Function<Hello, ActorRef<LinkActor.Command>> linkOf;
    private final MessageAssembly assembly = new MessageAssembly();
    private final List<byte[]> arrived = new ArrayList<>();
    private ActorRef<LinkActor.Command> link;
    private boolean heard;

    /** @param linkOf the link that a hello concerns; throws {@link MalformedLink} to refuse it */
    private LinkHandler(Function<Hello, ActorRef<LinkActor.Command>> linkOf) {
        this.linkOf = linkOf;
    }

    /** A connection that has not said hello within {@link #HELLO_MILLIS} is closed. */
    static void install(Channel channel, Function<Hello, ActorRef<LinkActor.Command>> linkOf) {
        LinkHandler handler = new LinkHandler(linkOf);
        channel.pipeline()
                .addLast(new LengthFieldBasedFrameDecoder(
                        LinkFrame.LENGTH_BYTES + 1 + LinkFrame.PAYLOAD_BYTES_MAX,
                        0,
                        LinkFrame.LENGTH_BYTES,
                        0,
                        LinkFrame.LENGTH_BYTES))
                .addLast(handler);
        channel.eventLoop().schedule(() -> handler.closeUnlessGreeted(channel), HELLO_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A frame as it goes out. */
    static ByteBuf frame(Channel channel, byte kind, ByteBuffer payload) {
        ByteBuf frame = channel.alloc().buffer(LinkFrame.HEADER_BYTES + payload.remaining());
        return frame.writeInt(1 + payload.remaining()).writeByte(kind).writeBytes(payload);
    }

    static void refuse(Channel channel, String reason) {
        ByteBuffer text = ByteBuffer.wrap(reason.getBytes(StandardCharsets.UTF_8));
        channel.writeAndFlush(frame(channel, LinkFrame.REFUSAL, text)).addListener(done -> channel.close());
    }

    private void closeUnlessGreeted(Channel channel) {
        if (link == null && channel.isOpen()) {
            log.info("Closing {}: it has not said hello for {} ms", channel.remoteAddress(), HELLO_MILLIS);
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf frame = (ByteBuf) message;
        try {
            if (!context.channel().isActive()) {
                return;
            }
            onFrame(context.channel(), frame);
        } finally {
            frame.release();
        }
    }

    private void onFrame(Channel channel, ByteBuf frame) {
        if (!frame.isReadable()) {
            throw new MalformedLink("an empty frame");
        }
        byte kind = frame.readByte();
        if (kind == LinkFrame.REFUSAL) {
            log.warn("{} refuses this peer: {}", channel.remoteAddress(), frame.toString(StandardCharsets.UTF_8));
            channel.close();
        } else if (link == null) {
            onFirst(channel, kind, frame);
        } else {
            onNext(kind, ByteBufUtil.getBytes(frame));
        }
    }

    private void onFirst(Channel channel, byte kind, ByteBuf frame) {
        if (kind != LinkFrame.HELLO) {
            throw new MalformedLink("not a Troupe peer: its first frame is no hello");
        }
        Hello hello = Hello.decode(frame.nioBuffer());
        link = linkOf.apply(hello);
        link.tell(new LinkActor.Greeted(channel, hello));
    }

    private void onNext(byte kind, byte[] payload) {
        heard = true;
        switch (kind) {
            case LinkFrame.PART -> assembly.part(payload);
            case LinkFrame.MESSAGE -> arrived.add(assembly.whole(payload));
            case LinkFrame.URGENT -> arrived.add(payload);
            case LinkFrame.PING -> {}
            default -> throw new MalformedLink("a frame of the unknown kind " + kind);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (heard) {
            link.tell(new LinkActor.Arrived(context.channel(), List.copyOf(arrived)));
            arrived.clear();
            heard = false;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (link != null && context.channel().isWritable()) {
            link.tell(new LinkActor.Writable(context.channel()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (link != null) {
            link.tell(new LinkActor.Closed(context.channel()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.warn("Closing the peer connection {}: {}", context.channel().remoteAddress(), cause.getMessage());
        if (cause instanceof MalformedLink && context.channel().isActive()) {
            refuse(context.channel(), cause.getMessage());
        } else {
            context.close();
        }
    }
}
