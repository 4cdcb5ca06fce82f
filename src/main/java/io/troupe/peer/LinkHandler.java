package io.troupe.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection between two peers, as its bytes. Reads the hello, finds the {@link LinkActor} that it concerns and
 * gives it, from then on, one message for each read from the socket; writes what that link says. After the first thing
 * that is wrong with it, nothing more is read from it. All of it happens on the channel's loop, which is the link's
 * too.
 */
final class LinkHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(LinkHandler.class);

    /** More than any hello; who has not said it yet gets no more memory than this. */
    private static final int HELLO_BYTES_MAX = 8 * 1024;

    /** How long the other side has to read why it is refused. */
    private static final long REFUSAL_MILLIS = 1_000;

    private final Channel channel;
    private final Optional<Hello> first;
    private final Door door;
    private final MessageAssembly assembly = new MessageAssembly();
    private final List<byte[]> arrived = new ArrayList<>();
    /** Whom it concerns; null on a connection that came in and has not said it yet. */
    private @Nullable ActorRef<LinkActor.Command> link;

    private @Nullable SocketAddress remote;
    private boolean greeted;
    private boolean heard;
    private boolean ending;
    private boolean flushDue;

    /** What stands behind a connection of which nobody knows yet whom it concerns. */
    interface Door {
        /** Whom a hello concerns; throws {@link MalformedLink} to refuse it. */
        ActorRef<LinkActor.Command> linkOf(Hello hello);

        /** A connection is closed that has concerned nobody. */
        void onStranger(SocketAddress from, String trouble);
    }

    private LinkHandler(Channel channel, Optional<Hello> first, Door door) {
        this.channel = channel;
        this.first = first;
        this.door = door;
    }

    /** A connection that is being made on behalf of {@code link}, to which {@code hello} is said at once. */
    static void dialed(Channel channel, Duration greetingTimeout, Hello hello, ActorRef<LinkActor.Command> link) {
        LinkHandler handler = new LinkHandler(channel, Optional.of(hello), new Dialed(link));
        handler.link = link;
        handler.install(greetingTimeout);
    }

    private record Dialed(ActorRef<LinkActor.Command> link) implements Door {
        @Override
        public ActorRef<LinkActor.Command> linkOf(Hello hello) {
            return link;
        }

        @Override
        public void onStranger(SocketAddress from, String trouble) {
            throw new IllegalStateException("whom this peer dials is no stranger: " + from + ", " + trouble);
        }
    }

    /** A connection that came in through {@code door}. */
    static void accepted(Channel channel, Duration greetingTimeout, Door door) {
        new LinkHandler(channel, Optional.empty(), door).install(greetingTimeout);
    }

    private void install(Duration greetingTimeout) {
        channel.pipeline().addLast(new Frames(HELLO_BYTES_MAX)).addLast(this);
        channel.eventLoop()
                .schedule(() -> closeUnlessGreeted(greetingTimeout), greetingTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cuts the stream into frames of limited size, without their lengths. */
    private static final class Frames extends LengthFieldBasedFrameDecoder {
        Frames(int bodyBytesMax) {
            super(LinkFrame.LENGTH_BYTES + bodyBytesMax, 0, LinkFrame.LENGTH_BYTES, 0, LinkFrame.LENGTH_BYTES);
        }
    }

    private void closeUnlessGreeted(Duration greetingTimeout) {
        if (!greeted && !ending && channel.isActive()) {
            complain("it has not said hello for " + greetingTimeout.toMillis() + " ms");
            close();
        }
    }

    private void complain(String trouble) {
        if (link != null) {
            link.tell(new LinkActor.Troubled(this, trouble));
        } else if (remote != null) {
            door.onStranger(remote, trouble);
        }
    }

    /** Null before it is connected. */
    @Nullable
    SocketAddress remote() {
        return remote;
    }

    /** Whether this peer has made the connection. */
    boolean isDialed() {
        return first.isPresent();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Writes a frame, with one flush for all that this turn of the loop writes. */
    void write(byte kind, ByteBuffer payload) {
        channel.write(frame(kind, payload), channel.voidPromise());
        if (!flushDue) {
            flushDue = true;
            channel.eventLoop().execute(this::flush);
        }
    }

    private void flush() {
        flushDue = false;
        channel.flush();
    }

    private ByteBuf frame(byte kind, ByteBuffer payload) {
        ByteBuf frame = channel.alloc().buffer(LinkFrame.HEADER_BYTES + payload.remaining());
        return frame.writeInt(1 + payload.remaining()).writeByte(kind).writeBytes(payload);
    }

    /** Says why, and closes the connection. */
    void refuse(String reason) {
        if (ending) {
            return;
        }
        ending = true;
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer shown = ByteBuffer.wrap(text, 0, Math.min(text.length, LinkFrame.REFUSAL_BYTES_MAX));
        channel.writeAndFlush(frame(LinkFrame.REFUSAL, shown)).addListener(written -> channel.close());
        channel.eventLoop().schedule(() -> channel.close(), REFUSAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    void close() {
        ending = true;
        channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        remote = channel.remoteAddress();
        first.ifPresent(hello -> write(LinkFrame.HELLO, ByteBuffer.wrap(hello.encode())));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf frame = (ByteBuf) message;
        try {
            if (!ending) {
                onFrame(frame);
            }
        } finally {
            frame.release();
        }
    }

    private void onFrame(ByteBuf frame) {
        if (!frame.isReadable()) {
            throw new MalformedLink("an empty frame");
        }
        byte kind = frame.readByte();
        if (kind == LinkFrame.REFUSAL && link != null) {
            onRefusal(ByteBufUtil.getBytes(frame));
        } else if (!greeted) {
            onFirst(kind, frame);
        } else {
            onNext(kind, ByteBufUtil.getBytes(frame));
        }
    }

    private void onRefusal(byte[] payload) {
        byte[] shown = Arrays.copyOf(payload, Math.min(payload.length, LinkFrame.REFUSAL_BYTES_MAX));
        // It goes to the log, where lines and terminals are ours.
        String reason = new String(shown, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        complain("it refuses this peer: " + reason);
        close();
    }

    private void onFirst(byte kind, ByteBuf frame) {
        if (kind != LinkFrame.HELLO) {
            throw new MalformedLink("not a Troupe peer: its first frame is no hello");
        }
        Hello hello = Hello.decode(frame.nioBuffer());
        ActorRef<LinkActor.Command> theirs = door.linkOf(hello);
        link = theirs;
        greeted = true;
        theirs.tell(new LinkActor.Greeted(this, hello));
        // Last, since what came with the hello arrives within this call.
        channel.pipeline().replace(Frames.class, "frames", new Frames(1 + LinkFrame.PAYLOAD_BYTES_MAX));
    }

    private void onNext(byte kind, byte[] payload) {
        switch (kind) {
            case LinkFrame.PART -> assembly.part(payload);
            case LinkFrame.MESSAGE -> arrived.add(assembly.whole(payload));
            case LinkFrame.URGENT -> arrived.add(payload);
            case LinkFrame.PING -> {}
            default -> throw new MalformedLink("a frame of the unknown kind " + kind);
        }
        heard = true;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (heard && link != null) {
            link.tell(new LinkActor.Arrived(this, List.copyOf(arrived)));
            arrived.clear();
            heard = false;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (greeted && link != null && channel.isWritable()) {
            link.tell(new LinkActor.Writable(this));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (greeted && link != null) {
            link.tell(new LinkActor.Closed(this));
        } else if (!ending && link != null) {
            complain("it hung up without a hello");
        }
        ending = true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (ending) {
            return;
        }
        if (cause instanceof MalformedLink) {
            condemn(String.valueOf(cause.getMessage()));
        } else if (cause instanceof DecoderException) {
            condemn(
                    greeted
                            ? "a frame that is longer than any peer sends"
                            : "not a Troupe peer: its first bytes are no hello");
        } else if (cause instanceof IOException) {
            log.debug("The peer connection of {} broke: {}", remote, cause.getMessage());
            close();
        } else {
            log.warn("Closing the peer connection of {}", remote, cause);
            close();
        }
    }

    private void condemn(String reason) {
        complain(reason);
        refuse(reason);
    }
}
