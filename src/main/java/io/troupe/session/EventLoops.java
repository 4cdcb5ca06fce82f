package io.troupe.session;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.setup.Setup;

/**
 * The threads of the engine that wait for sockets, each under a name. Every loop is the dispatcher
 * {@code troupe.<name>} of the actor system that is made with {@link #setup}. Close them after that system has
 * terminated.
 */
public final class EventLoops implements AutoCloseable {
    private static final String CLIENT_LOOP = "client-loop-";
    private static final String PREFIX = "troupe.";

    private final Map<String, EventLoop> byName = new LinkedHashMap<>();
    private final List<EventLoopGroup> groups = new ArrayList<>();
    private final EventLoopGroup clients;
    private final boolean epoll;

    /** Hands the loops to {@link LoopExecutor}, which Pekko makes by reflection. */
    static final class Lent extends Setup {
        private final EventLoops loops;

        Lent(EventLoops loops) {
            this.loops = loops;
        }

        EventLoops loops() {
            return loops;
        }
    }

    /** Client loops {@code client-loop-0} and on, and one loop for each name of {@code others}. */
    public EventLoops(int clientLoops, List<String> others) {
        this.epoll = Epoll.isAvailable();
        this.clients = group(clientLoops);
        int number = 0;
        for (EventExecutor loop : clients) {
            add(CLIENT_LOOP + number++, (EventLoop) loop);
        }
        others.forEach(name -> add(name, group(1).next()));
    }

    /** The thread is called as its loop is, which a group of several cannot do. */
    private void add(String name, EventLoop loop) {
        byName.put(name, loop);
        loop.execute(() -> Thread.currentThread().setName(name));
    }

    /**
     * One loop for up to two cores, which the replica shares; beyond, half the cores, and the rest is the replica's.
     */
    public static int clientLoopsFor(int cores) {
        return cores <= 2 ? 1 : cores / 2;
    }

    private EventLoopGroup group(int loops) {
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory("event-loop", true), io);
        groups.add(group);
        return group;
    }

    /** What an actor system is made with: {@code config}, a dispatcher for each loop, and the loops themselves. */
    public ActorSystemSetup setup(Config config) {
        Config template = config.withFallback(ConfigFactory.defaultReference()).getConfig(PREFIX + "event-loop");
        Config all = config;
        for (String name : byName.keySet()) {
            Config dispatcher = template.withValue("loop", ConfigValueFactory.fromAnyRef(name));
            all = dispatcher.atPath(PREFIX + name).withFallback(all);
        }
        return ActorSystemSetup.create(BootstrapSetup.create(all.withFallback(ConfigFactory.load())), new Lent(this));
    }

    /** @throws IllegalArgumentException where no loop has that name */
    public EventLoop loop(String name) {
        EventLoop loop = byName.get(name);
        if (loop == null) {
            throw new IllegalArgumentException("no event loop is called " + name + ", only " + byName.keySet());
        }
        return loop;
    }

    /** The dispatcher whose thread is {@code loop}. */
    public String dispatcherOf(EventLoop loop) {
        for (Map.Entry<String, EventLoop> entry : byName.entrySet()) {
            if (entry.getValue() == loop) {
                return PREFIX + entry.getKey();
            }
        }
        throw new IllegalArgumentException("a loop that is not one of " + byName.keySet());
    }

    /** The client loops, taken in turn. */
    public EventLoopGroup clients() {
        return clients;
    }

    /** The kind of channel that can listen on these loops. */
    public Class<? extends ServerChannel> listeningChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The kind of channel that can dial out on these loops. */
    public Class<? extends SocketChannel> dialingChannel() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    @Override
    public void close() {
        groups.forEach(group -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }
}
