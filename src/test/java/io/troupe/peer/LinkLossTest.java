package io.troupe.peer;

import static io.troupe.peer.LinkStage.IMPATIENT;
import static io.troupe.peer.LinkStage.ack;
import static io.troupe.peer.LinkStage.hello;
import static io.troupe.peer.LinkStage.listen;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ReflectiveChannelFactory;
import io.troupe.zab.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links over real sockets: how they are lost, and found again. */
@Timeout(120)
class LinkLossTest {
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

    @Test
    void silenceBreaksTheLink() {
        LinkSide low = stage.side(1, IMPATIENT).linkTo(2, 0).open();
        RawPeer silent = stage.dial(low).say(hello(2, 1, 7, 1));

        low.awaitUp(2).awaitDown(2);
        silent.awaitEnd();
    }

    @Test
    void thePeerThatDiesIsMissedAndItsNextProcessTakesItsPlace() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        LinkSide high = new LinkSide(GROUND, 2).linkTo(1, low.port());
        low.awaitUp(2);
        high.awaitUp(1);
        high.close();
        low.awaitDown(2);
        LinkSide restarted = stage.restarted(2, 0).linkTo(1, low.port());

        low.awaitUp(2);
        restarted.awaitUp(1);
        restarted.send(1, ack(3));
        assertThat(low.awaitMessage(2)).isEqualTo(ack(3));
    }

    @Test
    void theDialingSideFindsTheWaitingPeerAgainAfterItsRestart() {
        LinkSide low = new LinkSide(GROUND, 1).linkTo(2, 0).open();
        int port = low.port();
        LinkSide high = stage.side(2).linkTo(1, port);
        high.awaitUp(1);
        low.close();
        high.awaitDown(1);
        stage.restarted(1, port).linkTo(2, 0).open();

        high.awaitUp(1);
    }

    /** As when the channel is closed while it connects: Netty's exception for that has no message. */
    @Test
    void anAttemptThatFailsWithoutAWordIsFollowedByAnother() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        ReflectiveChannelFactory<Channel> channels =
                new ReflectiveChannelFactory<>(GROUND.loops().dialingChannel());
        AtomicBoolean tried = new AtomicBoolean();
        Bootstrap dialer = new Bootstrap().group(GROUND.loop()).channelFactory(() -> {
            if (!tried.getAndSet(true)) {
                throw new IllegalStateException();
            }
            return channels.newChannel();
        });
        InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", low.port());
        LinkSide high = stage.side(2)
                .linkTo(
                        1,
                        new DialActor.Line(
                                address, LinkSide.SETTINGS, name -> InetAddress.getLoopbackAddress(), dialer));

        high.awaitUp(1);
        low.awaitUp(2);
    }

    @Test
    void aProcessThatVanishedWithoutAWordIsReplacedOnceItsSilenceIsNoticed() {
        LinkSide low = stage.side(1, IMPATIENT).linkTo(2, 0).open();
        stage.dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        LinkSide restarted = stage.side(2, IMPATIENT).linkTo(1, low.port());

        low.awaitDown(2).awaitUp(2);
        restarted.awaitUp(1);
    }

    @Test
    void aNewerConnectionOfTheSameProcessTakesThePlaceOfTheOldOne() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        RawPeer old = stage.dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        RawPeer newer = stage.dial(low).say(hello(2, 1, 7, 2));

        low.awaitDown(2).awaitUp(2);
        old.awaitEnd();
        newer.send(LinkFrame.MESSAGE, MessageCodec.encode(ack(9)));
        assertThat(low.awaitMessage(2)).isEqualTo(ack(9));
    }

    @Test
    void anOlderConnectionOfTheSameProcessIsRefused() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        stage.dial(low).say(hello(2, 1, 7, 5));
        low.awaitUp(2);

        assertThat(stage.dial(low).say(hello(2, 1, 7, 5)).read().text()).isEqualTo("an old connection of peer 2");
        low.assertQuiet(2);
    }

    @Test
    void aConnectionThatSaysNoHelloIsClosed() {
        LinkSide low = stage.side(1, IMPATIENT).linkTo(2, 0).open();

        stage.dial(low).awaitEnd();
        LinkSide notOpen = stage.side(1, IMPATIENT);
        stage.dial(notOpen).awaitEnd();
    }

    @Test
    void whoDoesNotAnswerAHelloIsDialedAgain() throws IOException {
        try (ServerSocket low = listen()) {
            LinkSide high = stage.side(2, IMPATIENT).linkTo(1, low.getLocalPort());
            RawPeer mute = stage.accept(low);
            mute.await(LinkFrame.HELLO);
            mute.awaitEnd();
            RawPeer answering = stage.accept(low);
            answering.await(LinkFrame.HELLO);
            answering.say(hello(1, 2, 7, 0));

            high.awaitUp(1);
        }
    }

    @Test
    void anotherPeerThanTheOneThatWasDialedIsRefused() throws IOException {
        try (ServerSocket low = listen()) {
            LinkSide high = stage.side(3).linkTo(1, low.getLocalPort());
            RawPeer other = stage.accept(low);
            other.await(LinkFrame.HELLO);
            other.say(hello(2, 3, 7, 0));

            assertThat(other.read().text()).contains("peer 3 looks for peer 1, but this is peer 2");
            high.assertQuiet(1);
        }
    }

    @Test
    void whatIsNoMessageCostsTheConnectionAndIsNamed() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        RawPeer wrong = stage.dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        wrong.send(LinkFrame.MESSAGE, new byte[] {99});

        low.awaitDown(2);
        assertThat(wrong.await(LinkFrame.REFUSAL).text()).contains("peer 2 sent what is no message");
        wrong.awaitEnd();
        stage.dial(low).say(hello(2, 1, 7, 2));
        low.awaitUp(2);
    }

    @Test
    void aLinkThatIsStoppedClosesItsConnection() {
        LinkSide low = new LinkSide(GROUND, 1).linkTo(2, 0).open();
        RawPeer high = stage.dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        low.close();

        high.awaitEnd();
    }
}
