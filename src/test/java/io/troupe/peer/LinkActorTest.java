package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.Message;
import io.troupe.zab.MessageCodec;
import io.troupe.zab.Submission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links over real sockets. Peers 1, 2 and 3 are voters; of two, the higher one dials. */
@Timeout(120)
class LinkActorTest {
    private static final LinkSide.Ground GROUND = LinkSide.Ground.prepare();
    private static final LinkSettings IMPATIENT = new LinkSettings(
            Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(300));
    private static final Duration REDIAL = LinkSide.SETTINGS.redial();
    private static final int MIB = 1 << 20;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterAll
    static void stop() {
        GROUND.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable it : opened) {
            it.close();
        }
    }

    private <T extends AutoCloseable> T opened(T it) {
        opened.add(0, it);
        return it;
    }

    private LinkSide side(int id) {
        return opened(new LinkSide(GROUND, id));
    }

    private LinkSide side(int id, LinkSettings settings) {
        return opened(new LinkSide(GROUND, id, 100 + id, settings, 0));
    }

    private RawPeer dial(LinkSide side) {
        return opened(RawPeer.dial(side.port()));
    }

    private static Hello hello(int from, int to, long processId, long incarnation) {
        return new Hello(from, to, processId, incarnation, 0, new TreeSet<>(List.of(1, 2, 3)));
    }

    private static Message ack(long number) {
        return new Message.Ack(1, number);
    }

    private static Message.Propose propose(int number, int bytes) {
        byte[] parcel = new byte[bytes];
        new Random(number).nextBytes(parcel);
        return new Message.Propose(
                1, List.of(Batch.sequence(Zxid.of(1, 1 + number), 1, 1, List.of(new Submission(1, parcel)))), 0);
    }

    // Coming up

    @Test
    void aLinkIsUpOnBothSidesIfTheWaitingOneStartsFirst() {
        LinkSide low = side(1).linkTo(2, 0).open();
        LinkSide high = side(2).linkTo(1, low.port()).open();

        low.awaitUp(2);
        high.awaitUp(1);
    }

    @Test
    void aLinkIsUpOnBothSidesIfTheDialingOneStartsFirst() throws IOException {
        int free = freePort();
        LinkSide high = side(2).linkTo(1, free).open();
        LinkSide low = opened(new LinkSide(GROUND, 1, 101, LinkSide.SETTINGS, free))
                .linkTo(2, 0)
                .open();

        low.awaitUp(2);
        high.awaitUp(1);
    }

    @Test
    void whoComesBeforeThereAreLinksWaitsForThem() {
        LinkSide low = side(1).linkTo(2, 0);
        RawPeer early = dial(low).say(hello(2, 1, 7, 1));
        low.assertQuiet(2);
        low.open();

        low.awaitUp(2);
        assertThat(early.read().hello().from()).isEqualTo(1);
    }

    @Test
    void aConnectionThatCannotEvenBeMadeIsTriedAgain() {
        LinkSide low = side(1).linkTo(2, 0).open();
        AtomicInteger made = new AtomicInteger();
        Bootstrap noFileLeft = new Bootstrap().group(GROUND.loop()).channelFactory(() -> {
            if (made.getAndIncrement() < 3) {
                throw new ChannelException("too many open files");
            }
            return newChannel();
        });
        LinkSide high = side(2).linkTo(1, line(low, name -> InetAddress.getLoopbackAddress(), noFileLeft));

        high.awaitUp(1);
        low.awaitUp(2);
    }

    @Test
    void aNameThatDoesNotResolveDelaysOnlyItsOwnLinkAndIsAskedAgain() {
        LinkSide low = side(1).linkTo(2, 0).linkTo(3, 0).open();
        CountDownLatch resolverAnswers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        LinkSide stuck = side(2).linkTo(
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
        LinkSide other = side(3).linkTo(1, low.port());

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
        LinkSide low = side(1).linkTo(2, 0).open();
        LinkSide high = side(2).linkTo(1, low.port());
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
        LinkSide low = side(1).linkTo(2, 0).open();
        dial(low).send(together(hello(2, 1, 7, 1), MessageCodec.encode(ack(1)), large));
        low.awaitUp(2);
        assertThat(low.awaitMessage(2)).isEqualTo(ack(1));
        assertSame(low.awaitMessage(2), propose(1, LinkFrame.PAYLOAD_BYTES_MAX - 200));

        try (ServerSocket waiting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            LinkSide high = side(2).linkTo(1, waiting.getLocalPort());
            RawPeer dialed = accept(waiting);
            dialed.await(LinkFrame.HELLO);
            dialed.send(together(hello(1, 2, 7, 0), MessageCodec.encode(ack(2)), large));
            high.awaitUp(1);
            assertThat(high.awaitMessage(1)).isEqualTo(ack(2));
        }
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

    @Test
    void aHeartBeatDoesNotWaitBehindData() {
        LinkSide low = side(1).linkTo(2, 0).open();
        RawPeer high = dial(low).say(hello(2, 1, 7, 1));
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
        LinkSide low = side(1, IMPATIENT).linkTo(2, 0).open();
        LinkSide high = side(2, IMPATIENT).linkTo(1, low.port());
        RawPeer third = dial(low.linkTo(3, 0).open()).say(hello(3, 1, 7, 1));
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

    // Down

    @Test
    void silenceBreaksTheLink() {
        LinkSide low = side(1, IMPATIENT).linkTo(2, 0).open();
        RawPeer silent = dial(low).say(hello(2, 1, 7, 1));

        low.awaitUp(2).awaitDown(2);
        silent.awaitEnd();
    }

    @Test
    void thePeerThatDiesIsMissedAndItsNextProcessTakesItsPlace() {
        LinkSide low = side(1).linkTo(2, 0).open();
        LinkSide high = new LinkSide(GROUND, 2).linkTo(1, low.port());
        low.awaitUp(2);
        high.awaitUp(1);
        high.close();
        low.awaitDown(2);
        LinkSide restarted =
                opened(new LinkSide(GROUND, 2, 999, LinkSide.SETTINGS, 0)).linkTo(1, low.port());

        low.awaitUp(2);
        restarted.awaitUp(1);
        restarted.send(1, ack(3));
        assertThat(low.awaitMessage(2)).isEqualTo(ack(3));
    }

    @Test
    void theDialingSideFindsTheWaitingPeerAgainAfterItsRestart() {
        LinkSide low = new LinkSide(GROUND, 1).linkTo(2, 0).open();
        int port = low.port();
        LinkSide high = side(2).linkTo(1, port);
        high.awaitUp(1);
        low.close();
        high.awaitDown(1);
        opened(new LinkSide(GROUND, 1, 999, LinkSide.SETTINGS, port))
                .linkTo(2, 0)
                .open();

        high.awaitUp(1);
    }

    @Test
    void aProcessThatVanishedWithoutAWordIsReplacedOnceItsSilenceIsNoticed() {
        LinkSide low = side(1, IMPATIENT).linkTo(2, 0).open();
        dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        LinkSide restarted = side(2, IMPATIENT).linkTo(1, low.port());

        low.awaitDown(2).awaitUp(2);
        restarted.awaitUp(1);
    }

    @Test
    void aNewerConnectionOfTheSameProcessTakesThePlaceOfTheOldOne() {
        LinkSide low = side(1).linkTo(2, 0).open();
        RawPeer old = dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        RawPeer newer = dial(low).say(hello(2, 1, 7, 2));

        low.awaitDown(2).awaitUp(2);
        old.awaitEnd();
        newer.send(LinkFrame.MESSAGE, MessageCodec.encode(ack(9)));
        assertThat(low.awaitMessage(2)).isEqualTo(ack(9));
    }

    @Test
    void anOlderConnectionOfTheSameProcessIsRefused() {
        LinkSide low = side(1).linkTo(2, 0).open();
        dial(low).say(hello(2, 1, 7, 5));
        low.awaitUp(2);

        assertThat(dial(low).say(hello(2, 1, 7, 5)).read().text()).isEqualTo("an old connection of peer 2");
        low.assertQuiet(2);
    }

    // Refused

    @Test
    void aSecondLivingProcessWithTheSameIdIsRefusedByNameAndTheFirstIsNotDisturbed() {
        LinkSide low = side(1).linkTo(2, 0).open();
        LinkSide first = side(2).linkTo(1, low.port());
        low.awaitUp(2);
        first.awaitUp(1);

        RawPeer second = dial(low).say(hello(2, 1, 999, 50));
        assertThat(second.read().text())
                .isEqualTo("another process with the id 2 is linked to peer 1: end one of the two");
        second.awaitEnd();
        first.send(1, ack(4));
        low.send(2, ack(5));
        assertThat(low.awaitMessage(2)).isEqualTo(ack(4));
        assertThat(first.awaitMessage(1)).isEqualTo(ack(5));
    }

    @Test
    void whoIsRefusedLogsItOnceAndComesAgainMoreAndMoreSeldom() throws IOException {
        try (ServerSocket low = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();
            List<Long> incarnations = new ArrayList<>();
            LoggingTestKit.warn("it refuses this peer: end one of")
                    .withOccurrences(1)
                    .expect(GROUND.kit().system(), () -> {
                        side(2).linkTo(1, low.getLocalPort());
                        for (int i = 0; i < 6; i++) {
                            RawPeer dialed = accept(low);
                            incarnations.add(dialed.read().hello().incarnation());
                            dialed.send(
                                    LinkFrame.REFUSAL,
                                    "end one of\nthe two".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                            dialed.awaitEnd();
                        }
                        return null;
                    });
            assertThat(incarnations).isSorted().doesNotHaveDuplicates();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThan(REDIAL.multipliedBy(1 + 2 + 4 + 8 + 16));
        }
    }

    @Test
    void somethingElseThatListensThereIsNamedOnce() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            LoggingTestKit.warn("it hung up without a hello")
                    .withOccurrences(1)
                    .expect(GROUND.kit().system(), () -> {
                        side(2).linkTo(1, other.getLocalPort());
                        for (int i = 0; i < 4; i++) {
                            RawPeer dialed = accept(other);
                            dialed.await(LinkFrame.HELLO);
                            dialed.close();
                        }
                        return null;
                    });
        }
    }

    @Test
    void aPeerThatTakesNothingIsGivenUpBeforeItCostsMemoryWithoutEnd() {
        LinkSide low = side(1).linkTo(2, 0).open();
        RawPeer high = dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        Message.Propose large = propose(0, 50 * MIB);
        LoggingTestKit.info("it does not take what is sent to it")
                .expect(GROUND.kit().system(), () -> {
                    for (int i = 0; i < 4; i++) {
                        low.send(2, large);
                    }
                    return low.awaitDown(2);
                });
        high.awaitEnd();
    }

    @Test
    void aStrangerIsRefusedByName() {
        LinkSide low = side(1).linkTo(2, 0).linkTo(3, 0).open();

        assertThat(dial(low).say(hello(7, 1, 7, 1)).read().text())
                .isEqualTo("peer 7 is not another peer of this ensemble; the others are [2, 3]:"
                        + " check the lines server.N on both sides");
        assertThat(dial(low).say(hello(2, 3, 7, 1)).read().text()).contains("this is peer 1");
    }

    @Test
    void aPeerThatStandsAloneSaysSo() {
        assertThat(dial(side(1).open()).say(hello(2, 1, 7, 1)).read().text()).contains("stands alone");
    }

    @Test
    void thePeerThatIsToWaitIsRefusedIfItDials() {
        LinkSide high = side(2).linkTo(1, side(1).port()).open();

        assertThat(dial(high).say(hello(1, 2, 7, 1)).read().text())
                .isEqualTo("peer 2 has the higher id and dials peer 1 itself");
        high.assertQuiet(1);
    }

    @Test
    void anotherEnsembleIsRefusedOnceThisPeerBelongsToOne() {
        LinkSide low = side(1).linkTo(2, 0).open();
        low.link(2).tell(new LinkActor.Join(5));

        assertThat(dial(low).say(hello(2, 1, 7, 1).inEnsemble(6)).read().text()).contains("data directory");
        assertThat(dial(low).say(hello(2, 1, 7, 1).inEnsemble(5)).read().hello().ensembleId())
                .isEqualTo(5);
    }

    // Silent, or out of order

    @Test
    void aConnectionThatSaysNoHelloIsClosed() {
        LinkSide low = side(1, IMPATIENT).linkTo(2, 0).open();

        dial(low).awaitEnd();
        LinkSide notOpen = side(1, IMPATIENT);
        dial(notOpen).awaitEnd();
    }

    @Test
    void whoDoesNotAnswerAHelloIsDialedAgain() throws IOException {
        try (ServerSocket low = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            LinkSide high = side(2, IMPATIENT).linkTo(1, low.getLocalPort());
            RawPeer mute = accept(low);
            mute.await(LinkFrame.HELLO);
            mute.awaitEnd();
            RawPeer answering = accept(low);
            answering.await(LinkFrame.HELLO);
            answering.say(hello(1, 2, 7, 0));

            high.awaitUp(1);
        }
    }

    @Test
    void anotherPeerThanTheOneThatWasDialedIsRefused() throws IOException {
        try (ServerSocket low = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            LinkSide high = side(3).linkTo(1, low.getLocalPort());
            RawPeer other = accept(low);
            other.await(LinkFrame.HELLO);
            other.say(hello(2, 3, 7, 0));

            assertThat(other.read().text()).contains("peer 3 looks for peer 1, but this is peer 2");
            high.assertQuiet(1);
        }
    }

    @Test
    void whatIsNoMessageCostsTheConnectionAndIsNamed() {
        LinkSide low = side(1).linkTo(2, 0).open();
        RawPeer wrong = dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        wrong.send(LinkFrame.MESSAGE, new byte[] {99});

        low.awaitDown(2);
        assertThat(wrong.await(LinkFrame.REFUSAL).text()).contains("peer 2 sent what is no message");
        wrong.awaitEnd();
        dial(low).say(hello(2, 1, 7, 2));
        low.awaitUp(2);
    }

    @Test
    void aLinkThatIsStoppedClosesItsConnection() {
        LinkSide low = new LinkSide(GROUND, 1).linkTo(2, 0).open();
        RawPeer high = dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        low.close();

        high.awaitEnd();
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

    private RawPeer accept(ServerSocket at) {
        try {
            return opened(new RawPeer(at.accept()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
