package io.troupe.peer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits behind the peer port: gives each connection that comes in to the link which its hello names. The port can
 * be bound before there are links; who comes too early waits. Used on the peer loop only.
 */
@Sharable
public final class PeerPortHandler extends ChannelInitializer<Channel> {
    private static final Logger log = LoggerFactory.getLogger(PeerPortHandler.class);
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(10);
    static final Duration QUIET = Duration.ofMillis(Complaints.QUIET_MILLIS);

    private final Duration greetingTimeout;
    private final Duration quiet;
    private final Complaints complaints = new Complaints();
    private final List<Channel> early = new ArrayList<>();
    private @Nullable Map<Integer, ActorRef<LinkActor.Command>> links;

    public PeerPortHandler() {
        this(GREETING_TIMEOUT, QUIET);
    }

    /**
     * @param greetingTimeout a connection that has not said hello for so long is closed
     * @param quiet how long strangers of one address are counted before they are spoken of again
     */
    PeerPortHandler(Duration greetingTimeout, Duration quiet) {
        this.greetingTimeout = greetingTimeout;
        this.quiet = quiet;
    }

    /** From here on connections go to {@code links}. */
    void open(Map<Integer, ActorRef<LinkActor.Command>> links) {
        this.links = Map.copyOf(links);
        List.copyOf(early).forEach(channel -> channel.config().setAutoRead(true));
    }

    @Override
    protected void initChannel(Channel channel) {
        if (links == null) {
            early.add(channel);
            channel.closeFuture().addListener(closed -> early.remove(channel));
            channel.config().setAutoRead(false);
        }
        LinkHandler.accepted(channel, greetingTimeout, new Entrance(channel.eventLoop()));
    }

    private ActorRef<LinkActor.Command> linkOf(Hello hello) {
        if (links == null) {
            // Under epoll, one that hangs up is read to its end although it was to wait.
            throw new MalformedLink("this peer is still starting");
        }
        ActorRef<LinkActor.Command> link = links.get(hello.from());
        if (link == null) {
            throw new MalformedLink(
                    links.isEmpty()
                            ? "this peer stands alone: its configuration has no lines server.N"
                            : "peer " + hello.from() + " is not another peer of this ensemble; the others are "
                                    + links.keySet().stream().sorted().toList()
                                    + ": check the lines server.N on both sides");
        }
        return link;
    }

    /** What one connection that comes in finds behind the port. */
    private final class Entrance implements LinkHandler.Door {
        private final EventLoop loop;

        private Entrance(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public ActorRef<LinkActor.Command> linkOf(Hello hello) {
            return PeerPortHandler.this.linkOf(hello);
        }

        @Override
        public void onStranger(SocketAddress from, String trouble) {
            complaints.heard(hostOf(from)).ifPresent(host -> {
                log.warn("Closing the peer connection of {}: {}", from, trouble);
                speakAgainLater(host);
            });
        }

        private void speakAgainLater(String host) {
            loop.schedule(() -> onQuietOver(host), quiet.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void onQuietOver(String host) {
            int more = complaints.over(host);
            if (more > 0) {
                log.warn(
                        "Closed {} more peer connections of {} since the last such line, none of them a peer's: "
                                + "is something scanning this port? Only peers should reach it",
                        more,
                        host);
                speakAgainLater(host);
            }
        }
    }

    /** The address without the port, which differs each time. */
    private static String hostOf(SocketAddress from) {
        return from instanceof InetSocketAddress address ? address.getHostString() : from.toString();
    }
}
