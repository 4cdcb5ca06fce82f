package io.troupe.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.troupe.wire.BadLength;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.FourLetterWord;
import io.troupe.wire.FrameCutter;
import io.troupe.wire.ServerReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's socket. It cuts what comes in into frames, of which its {@link SessionActor} gets one message for each
 * time the socket was read, and writes what the session sends. Session and socket share one thread, the channel's loop,
 * which is the only one to call any of this where nothing else is said.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

    /** How long a client may take to read its last answer and close, before the connection is reset. */
    private static final long LINGER_MILLIS = 5_000;

    private final ActorRef<? super ListenerActor.Accepted> listener;
    private final FrameCutter cutter;
    private final SocketChannel channel;
    private @Nullable ActorRef<? super SessionActor.Command> session;
    private List<byte[]> frames = new ArrayList<>();
    private boolean wordPassedOn;
    private boolean leaving;

    ConnectionHandler(SocketChannel channel, ActorRef<? super ListenerActor.Accepted> listener, int frameBytesMax) {
        this.channel = channel;
        this.listener = listener;
        this.cutter = new FrameCutter(frameBytesMax, true);
    }

    /** From now on {@code session} is told what comes in. False where the client is gone already. */
    boolean open(ActorRef<? super SessionActor.Command> newSession) {
        session = newSession;
        read(true);
        return channel.isActive();
    }

    /** Whether the socket is to be read when something comes. */
    void read(boolean wanted) {
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    /** One write and one flush. */
    void send(ByteWriter bytes) {
        ByteBuf copy = channel.alloc().ioBuffer(bytes.size());
        copy.writeBytes(bytes.toByteBuffer());
        channel.writeAndFlush(copy, channel.voidPromise());
    }

    /** Whether so much waits for the client that it should be heard of. */
    boolean backedUp() {
        return !channel.isWritable();
    }

    /** What the client has not taken yet. */
    long unsentBytes() {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        return unsent == null ? 0 : unsent.totalPendingWriteBytes();
    }

    /** At once, whatever waits to be sent; but what {@link #closeWhenSent} was told of is still sent. */
    void closeUnlessLeaving() {
        session = null;
        if (!leaving) {
            channel.close();
        }
    }

    /**
     * Closes when all is sent, and only after the client has closed too or some time has passed: a socket closed with
     * something unread in it resets the connection, and the client may lose the last answer.
     */
    void closeWhenSent() {
        session = null;
        leaving = true;
        read(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> sayNoMore());
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sayNoMore() {
        if (channel.isInputShutdown()) {
            channel.close();
        } else {
            channel.shutdownOutput();
        }
    }

    /** As a line of the word stat has it. */
    ServerReport.Client describe(long queued, long packetsReceived, long packetsSent) {
        int interest = (channel.config().isAutoRead() ? 1 : 0) | (unsentBytes() > 0 ? 4 : 0);
        String address = client().getAddress().getHostAddress() + ':' + client().getPort();
        return new ServerReport.Client(address, interest, queued, packetsReceived, packetsSent);
    }

    /** Of a client that gets no session. Any thread may call this. */
    void reject() {
        channel.close();
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    InetSocketAddress client() {
        return channel.remoteAddress();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        listener.tell(new ListenerActor.Accepted(this));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf chunk = (ByteBuf) message;
        try {
            if (session != null) {
                cut(chunk.internalNioBuffer(chunk.readerIndex(), chunk.readableBytes()));
            }
        } catch (BadLength bad) {
            LOG.debug("{} is left: {}", client(), bad.getMessage());
            channel.close();
        } finally {
            chunk.release();
        }
    }

    private void cut(ByteBuffer chunk) {
        for (byte[] frame = cutter.next(chunk); frame != null; frame = cutter.next(chunk)) {
            frames.add(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (session == null) {
            return;
        }
        if (!frames.isEmpty()) {
            session.tell(new SessionActor.Received(frames));
            frames = new ArrayList<>();
        }
        FourLetterWord word = cutter.word();
        if (word != null && !wordPassedOn) {
            wordPassedOn = true;
            session.tell(new SessionActor.Asked(word));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (session != null && channel.isWritable()) {
            session.tell(SessionActor.Drained.DRAINED);
        }
    }

    /** The client will send no more. One that has asked a four-letter word still reads the answer. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && (leaving || !wordPassedOn && cutter.word() == null)) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (session != null) {
            session.tell(SessionActor.Gone.GONE);
            session = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("{} is gone: {}", client(), cause.getMessage());
        } else {
            LOG.warn("{} is left", client(), cause);
        }
        channel.close();
    }
}
