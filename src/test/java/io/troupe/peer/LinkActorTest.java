package io.troupe.peer;

import static io.troupe.peer.LinkStage.IMPATIENT;
import static io.troupe.peer.LinkStage.MIB;
import static io.troupe.peer.LinkStage.ack;
import static io.troupe.peer.LinkStage.hello;
import static io.troupe.peer.LinkStage.listen;
import static io.troupe.peer.LinkStage.propose;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.troupe.FreePorts;
import io.troupe.zab.Message;
import io.troupe.zab.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links over real sockets: how they come up, and what they carry. Of two peers the one with the higher id dials. */
@Timeout(120)
class LinkActorTest {
    private static final LinkSide.Ground GROUND = LinkSide.Ground.prepare();

    private final LinkStage stage = new LinkStage(GROUND);

    @AfterAll
    static void stop() {
        GROUND.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        stage.close();
    }

    // Coming up

    @Test
    void aLinkIsUpOnBothSidesIfTheWaitingOneStartsFirst() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        LinkSide high = stage.side(2).linkTo(1, low.port()).open();

        low.awaitUp(2);
        high.awaitUp(1);
    }

    @Test
    void aLinkIsUpOnBothSidesIfTheDialingOneStartsFirst() throws IOException {
        int free = FreePorts.find(1).get(0);
        LinkSide high = stage.side(2).linkTo(1, free).open();
        LinkSide low = stage.opened(new LinkSide(GROUND, 1, 101, LinkSide.SETTINGS, free))
                .linkTo(2, 0)
                .open();

        low.awaitUp(2);
        high.awaitUp(1);
    }

    @Test
    void whoComesBeforeThereAreLinksWaitsForThem() {
        LinkSide low = stage.side(1).linkTo(2, 0);
        RawPeer early = stage.dial(low).say(hello(2, 1, 7, 1));
        low.assertQuiet(2);
        low.open();

        low.awaitUp(2);
        assertThat(early.read().hello().from()).isEqualTo(1);
    }

    @Test
    void aConnectionThatCannotEvenBeMadeIsTriedAgain() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        AtomicInteger made = new AtomicInteger();
        Bootstrap noFileLeft = new Bootstrap().group(GROUND.loop()).channelFactory(() -> {
            if (made.getAndIncrement() < 3) {
                throw new ChannelException("too many open files");
            }
            return newChannel();
        });
        LinkSide high = stage.side(2).linkTo(1, line(low, name -> InetAddress.getLoopbackAddress(), noFileLeft));

        high.awaitUp(1);
        low.awaitUp(2);
    }

    @Test
    void aNameThatDoesNotResolveDelaysOnlyItsOwnLinkAndIsAskedAgain() {
        LinkSide low = stage.side(1).linkTo(2, 0).linkTo(3, 0).open();
        CountDownLatch resolverAnswers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        LinkSide stuck = stage.side(2)
                .linkTo(
                        1,
                        line(
                                low,
                                name -> {
                                    if (asked.getAndIncrement() < 3) {
                                        awaitAll(resolverAnswers);
                                        throw new UnknownHostException(name);
                                    }
                                    return InetAddress.getLoopbackAddress();
                                },
                                GROUND.dialer()));
        LinkSide other = stage.side(3).linkTo(1, low.port());

        other.awaitUp(1);
        low.awaitUp(3);
        other.send(1, ack(5));
        assertThat(low.awaitMessage(3)).isEqualTo(ack(5));
        assertThat(asked.get()).as("look-ups at one time").isLessThanOrEqualTo(1);
        resolverAnswers.countDown();
        stuck.awaitUp(1);
    }

    @Test
    void namesAreResolvedSideBySide() throws InterruptedException {
        CountDownLatch allAtOnce = new CountDownLatch(20);
        Executor resolver =
                GROUND.kit().system().dispatchers().lookup(DispatcherSelector.fromConfig("troupe.resolver"));
        for (int i = 0; i < 20; i++) {
            resolver.execute(() -> {
                allAtOnce.countDown();
                awaitAll(allAtOnce);
            });
        }

        assertThat(allAtOnce.await(LinkSide.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    // Up

    @Test
    void messagesArriveWholeAndInOrderBothWays() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        LinkSide high = stage.side(2).linkTo(1, low.port());
        low.awaitUp(2);
        high.awaitUp(1);
        TestProbe<DeadLetter> deadLetters = deadLetters();

        for (int i = 0; i < 200; i++) {
            low.send(2, i % 50 == 10 ? propose(i, 5 * MIB) : ack(i));
            high.send(1, i % 100 == 20 ? propose(i, 5 * MIB) : ack(i));
        }

        for (int i = 0; i < 200; i++) {
            assertSame(high.awaitMessage(1), i % 50 == 10 ? propose(i, 5 * MIB) : ack(i));
            assertSame(low.awaitMessage(2), i % 100 == 20 ? propose(i, 5 * MIB) : ack(i));
        }
        deadLetters.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void whatFollowsAHelloAtOnceIsNotLost() throws IOException {
        byte[] large = MessageCodec.encode(propose(1, LinkFrame.PAYLOAD_BYTES_MAX - 200));
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        stage.dial(low).send(together(hello(2, 1, 7, 1), MessageCodec.encode(ack(1)), large));
        low.awaitUp(2);
        assertThat(low.awaitMessage(2)).isEqualTo(ack(1));
        assertSame(low.awaitMessage(2), propose(1, LinkFrame.PAYLOAD_BYTES_MAX - 200));

        try (ServerSocket waiting = listen()) {
            LinkSide high = stage.side(2).linkTo(1, waiting.getLocalPort());
            RawPeer dialed = stage.accept(waiting);
            dialed.await(LinkFrame.HELLO);
            dialed.send(together(hello(1, 2, 7, 0), MessageCodec.encode(ack(2)), large));
            high.awaitUp(1);
            assertThat(high.awaitMessage(1)).isEqualTo(ack(2));
        }
    }

    @Test
    void aHeartBeatDoesNotWaitBehindData() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        RawPeer high = stage.dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        int proposals = 16;
        for (int i = 0; i < proposals; i++) {
            low.send(2, propose(i, 3 * MIB));
        }
        low.send(2, new Message.Heartbeat(1, 77, 0));

        int wholeBefore = 0;
        RawPeer.Frame frame = high.read();
        while (frame.kind() != LinkFrame.URGENT) {
            assertThat(frame.payload().length).isLessThanOrEqualTo(LinkFrame.PAYLOAD_BYTES_MAX);
            wholeBefore += frame.kind() == LinkFrame.MESSAGE ? 1 : 0;
            frame = high.read();
        }
        assertThat(wholeBefore).as("what the sockets had taken").isLessThan(proposals / 2);
        for (int whole = wholeBefore; whole < proposals; ) {
            RawPeer.Frame next = high.read();
            whole += next.kind() == LinkFrame.MESSAGE ? 1 : 0;
        }
    }

    @Test
    void aLinkOnWhichNothingIsSentStaysUpByPingsOfBothSides() {
        LinkSide low = stage.side(1, IMPATIENT).linkTo(2, 0).open();
        LinkSide high = stage.side(2, IMPATIENT).linkTo(1, low.port());
        RawPeer third = stage.dial(low.linkTo(3, 0).open()).say(hello(3, 1, 7, 1));
        low.awaitUp(2).awaitUp(3);
        high.awaitUp(1);

        // Longer than the silence that would break it.
        for (int pings = 0; pings < 30; pings++) {
            third.await(LinkFrame.PING);
            third.send(LinkFrame.PING, new byte[0]);
        }
        low.assertQuiet(2);
        low.assertQuiet(3);
        high.assertQuiet(1);
    }

    private static byte[] together(Hello hello, byte[]... messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RawPeer.frame(LinkFrame.HELLO, hello.encode()));
        for (byte[] message : messages) {
            bytes.writeBytes(RawPeer.frame(LinkFrame.MESSAGE, message));
        }
        return bytes.toByteArray();
    }

    private static void assertSame(Message got, Message sent) {
        assertThat(got.equals(sent)).as(sent.getClass().getSimpleName()).isTrue();
    }

    // Means

    private DialActor.Line line(LinkSide to, DialActor.Names names, Bootstrap bootstrap) {
        return new DialActor.Line(
                InetSocketAddress.createUnresolved("a.peer", to.port()), LinkSide.SETTINGS, names, bootstrap);
    }

    private static Channel newChannel() {
        try {
            return GROUND.loops().dialingChannel().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestProbe<DeadLetter> deadLetters() {
        TestProbe<DeadLetter> probe = GROUND.kit().createTestProbe(DeadLetter.class);
        GROUND.kit().system().eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, probe.getRef()));
        return probe;
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
