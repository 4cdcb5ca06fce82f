package io.troupe.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** The one thread on which all clients of an actor system wait for their sockets. It ends after that system. */
final class ClientLoops implements Extension {
    static final ExtensionId<ClientLoops> ID = new ExtensionId<>() {
        @Override
        public ClientLoops createExtension(ActorSystem<?> system) {
            return new ClientLoops(system);
        }
    };

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("troupe-client-loop", true), NioIoHandler.newFactory());

    private ClientLoops(ActorSystem<?> system) {
        Adapter.toClassic(system).registerOnTermination(() -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    static ClientLoops of(ActorSystem<?> system) {
        return system.registerExtension(ID);
    }

    ChannelFuture dial(InetSocketAddress address, long patienceMillis, WireHandler handler) {
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(patienceMillis, Integer.MAX_VALUE))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler);
                    }
                })
                .connect(address);
    }
}
