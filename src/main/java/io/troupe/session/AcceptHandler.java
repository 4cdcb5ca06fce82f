package io.troupe.session;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import org.apache.pekko.actor.typed.ActorRef;

/** How a client's socket is set up, and the socket that waits for clients. */
@ChannelHandler.Sharable
final class AcceptHandler extends ChannelInitializer<SocketChannel> {
    /** One reading of a socket takes so many chunks at most, before the loop turns to the next socket. */
    private static final int CHUNKS_PER_READ = 4;

    private static final int FIRST_CHUNK_BYTES = 2 << 10;
    private static final int CHUNK_BYTES_MIN = 512;
    private static final int CHUNK_BYTES_MAX = 64 << 10;

    private final ActorRef<? super ListenerActor.Accepted> listener;
    private final SessionLimits limits;

    AcceptHandler(ActorRef<? super ListenerActor.Accepted> listener, SessionLimits limits) {
        this.listener = listener;
        this.limits = limits;
    }

    /** Ready to be bound. A connection is not read before it has a session, so that none is ahead of its actor. */
    ServerBootstrap listeningOn(EventLoops loops) {
        int pause = limits.unsentBytesPause();
        return new ServerBootstrap()
                .group(loops.clients().next(), loops.clients())
                .channel(loops.listeningChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(pause / 2, pause))
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(CHUNK_BYTES_MIN, FIRST_CHUNK_BYTES, CHUNK_BYTES_MAX)
                                .maxMessagesPerRead(CHUNKS_PER_READ))
                .childHandler(this);
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        channel.pipeline().addLast(new ConnectionHandler(channel, listener, limits.frameBytesMax()));
    }
}
