package io.troupe.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.troupe.peer.PeerPortHandler;
import io.troupe.session.EventLoops;
import java.net.InetSocketAddress;

/** Where this peer's peers come in. Bound before anything else starts, so that a port that is taken costs nothing. */
public final class PeerPort implements AutoCloseable {
    private final Channel channel;
    private final PeerPortHandler handler;

    private PeerPort(Channel channel, PeerPortHandler handler) {
        this.channel = channel;
        this.handler = handler;
    }

    /** @throws StartError where nothing can listen there */
    public static PeerPort bind(EventLoops loops, Endpoint at) {
        PeerPortHandler handler = new PeerPortHandler();
        EventLoop loop = loops.loop(TroupeServer.PEER_LOOP);
        ChannelFuture binding = new ServerBootstrap()
                .group(loop)
                .channel(loops.listeningChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(handler)
                .bind(at.host(), at.port())
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new StartError("cannot listen for peers on " + at + ": "
                    + binding.cause().getMessage() + ". Free the port, or change it in server.N on every peer");
        }
        return new PeerPort(binding.channel(), handler);
    }

    PeerPortHandler handler() {
        return handler;
    }

    /** Also tells the port where any free one was asked for. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
