package io.troupe.peer;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.troupe.session.EventLoops;
import io.troupe.zab.Message;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What a peer is to its links: a port, a link to each other peer, and an ear for what they tell. */
final class LinkSide implements AutoCloseable {
    static final LinkSettings SETTINGS = new LinkSettings(
            Duration.ofMillis(20), Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofSeconds(5));
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String LOOP = "peer-loop";

    /** One loop and one actor system for all sides of a test class. */
    record Ground(EventLoops loops, ActorTestKit kit) implements AutoCloseable {
        static Ground prepare() {
            EventLoops loops = new EventLoops(1, List.of(LOOP));
            Config config = ConfigFactory.parseString("pekko.actor.testkit.typed.filter-leeway = 30s")
                    .withFallback(ConfigFactory.parseResources("troupe.conf"));
            return new Ground(
                    loops, ActorTestKit.create(ActorSystem.create(Behaviors.empty(), "links", loops.setup(config))));
        }

        EventLoop loop() {
            return loops.loop(LOOP);
        }

        Bootstrap dialer() {
            return new Bootstrap().group(loop()).channel(loops.dialingChannel());
        }

        <T> ActorRef<T> spawn(org.apache.pekko.actor.typed.Behavior<T> behavior) {
            return kit.spawn(behavior, DispatcherSelector.fromConfig("troupe." + LOOP));
        }

        @Override
        public void close() {
            kit.shutdownTestKit();
            loops.close();
        }
    }

    private final Ground ground;
    private final int id;
    private final long processId;
    private final LinkSettings settings;
    private final PeerPortHandler port;
    private final Channel listening;
    private final Map<Integer, ActorRef<LinkActor.Command>> links = new HashMap<>();
    private final Map<Integer, TestProbe<LinkActor.Event>> heard = new HashMap<>();
    private final Map<Integer, Deque<Message>> messages = new HashMap<>();

    LinkSide(Ground ground, int id, long processId, LinkSettings settings, int portNumber) {
        this.ground = ground;
        this.id = id;
        this.processId = processId;
        this.settings = settings;
        this.port = new PeerPortHandler(settings.silence(), PeerPortHandler.QUIET);
        this.listening = new ServerBootstrap()
                .group(ground.loop())
                .channel(ground.loops.listeningChannel())
                .childHandler(port)
                .bind(InetAddress.getLoopbackAddress(), portNumber)
                .syncUninterruptibly()
                .channel();
    }

    LinkSide(Ground ground, int id) {
        this(ground, id, 100 + id, SETTINGS, 0);
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    LinkSide linkTo(int peer, int portNumber) {
        return linkTo(
                peer,
                new DialActor.Line(
                        InetSocketAddress.createUnresolved("localhost", portNumber),
                        settings,
                        name -> InetAddress.getLoopbackAddress(),
                        ground.dialer()));
    }

    LinkSide linkTo(int peer, DialActor.Line line) {
        TestProbe<LinkActor.Event> probe = ground.kit.createTestProbe(LinkActor.Event.class);
        heard.put(peer, probe);
        links.put(peer, ground.spawn(LinkActor.create(hello(peer), line, probe.getRef())));
        messages.put(peer, new ArrayDeque<>());
        return this;
    }

    Hello hello(int to) {
        return new Hello(id, to, processId, 0, 0, new TreeSet<>(List.of(1, 2, 3)));
    }

    /** From here on the port leads to the links. */
    LinkSide open() {
        ground.loop().submit(() -> port.open(links)).syncUninterruptibly();
        return this;
    }

    ActorRef<LinkActor.Command> link(int peer) {
        return links.get(peer);
    }

    void send(int peer, Message message) {
        links.get(peer).tell(new LinkActor.Send(message));
    }

    LinkSide awaitUp(int peer) {
        heard.get(peer).expectMessage(PATIENCE, new LinkActor.Up(peer));
        return this;
    }

    LinkSide awaitDown(int peer) {
        LinkActor.Event event = heard.get(peer).receiveMessage(PATIENCE);
        while (event instanceof LinkActor.Received) {
            event = heard.get(peer).receiveMessage(PATIENCE);
        }
        if (!event.equals(new LinkActor.Down(peer))) {
            throw new AssertionError("not down, but " + event);
        }
        return this;
    }

    /** The next message that has come from that peer; fails where the link goes down instead. */
    Message awaitMessage(int peer) {
        Deque<Message> arrived = messages.get(peer);
        if (arrived.isEmpty()) {
            LinkActor.Event event = heard.get(peer).receiveMessage(PATIENCE);
            if (!(event instanceof LinkActor.Received received)) {
                throw new AssertionError("no message, but " + event);
            }
            arrived.addAll(received.messages());
        }
        return arrived.remove();
    }

    /** Nothing has been told of that link that was not taken yet. */
    void assertQuiet(int peer) {
        heard.get(peer).expectNoMessage(Duration.ofMillis(1));
    }

    /** As when the process dies. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        links.values().forEach(link -> ground.kit.stop(link, PATIENCE));
    }
}
