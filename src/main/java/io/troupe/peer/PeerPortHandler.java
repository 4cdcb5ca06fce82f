package io.troupe.peer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What waits behind the peer port: gives each connection that comes in to the link which its hello names. The port can be
 * bound before there are links; who comes too early is refused, and dials again.
 */
@Sharable
public final class PeerPortHandler extends ChannelInitializer<Channel> {
    private volatile Map<Integer, ActorRef<LinkActor.Command>> links = Map.of();

    /** From here on connections go to {@code links}. */
    void open(Map<Integer, ActorRef<LinkActor.Command>> links) {
        this.links = Map.copyOf(links);
    }

    @Override
    protected void initChannel(Channel channel) {
        LinkHandler.install(channel, this::linkOf);
    }

    private ActorRef<LinkActor.Command> linkOf(Hello hello) {
        Map<Integer, ActorRef<LinkActor.Command>> known = links;
        if (known.isEmpty()) {
            throw new MalformedLink("this peer is still starting, or it stands alone");
        }
        ActorRef<LinkActor.Command> link = known.get(hello.from());
        if (link == null) {
            throw new MalformedLink("peer " + hello.from() + " is not another peer of this ensemble; the others are "
                    + known.keySet() + ": check the lines server.N on both sides");
        }
        return link;
    }
}
