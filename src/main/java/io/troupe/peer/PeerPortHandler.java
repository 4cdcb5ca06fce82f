package io.troupe.peer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What waits behind the peer port: gives each connection that comes in to the link which its hello names. The port can
 * be bound before there are links; who comes too early waits. Used on the peer loop only.
 */
@Sharable
public final class PeerPortHandler extends ChannelInitializer<Channel> {
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(10);

    private final Duration greetingTimeout;
    private final List<Channel> early = new ArrayList<>();
    private @Nullable Map<Integer, ActorRef<LinkActor.Command>> links;

    public PeerPortHandler() {
        this(GREETING_TIMEOUT);
    }

    /** @param greetingTimeout a connection that has not said hello for so long is closed */
    PeerPortHandler(Duration greetingTimeout) {
        this.greetingTimeout = greetingTimeout;
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
        LinkHandler.accepted(channel, greetingTimeout, this::linkOf);
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
}
