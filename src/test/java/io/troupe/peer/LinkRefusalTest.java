package io.troupe.peer;

import static io.troupe.peer.LinkStage.MIB;
import static io.troupe.peer.LinkStage.ack;
import static io.troupe.peer.LinkStage.hello;
import static io.troupe.peer.LinkStage.listen;
import static io.troupe.peer.LinkStage.propose;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.zab.Message;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links over real sockets: who is refused, in which words, and how often that is said. */
@Timeout(120)
class LinkRefusalTest {
    private static final LinkSide.Ground GROUND = LinkSide.Ground.prepare();
    private static final Duration REDIAL = LinkSide.SETTINGS.redial();

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
    void aSecondLivingProcessWithTheSameIdIsRefusedByNameAndTheFirstIsNotDisturbed() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        LinkSide first = stage.side(2).linkTo(1, low.port());
        low.awaitUp(2);
        first.awaitUp(1);

        RawPeer second = stage.dial(low).say(hello(2, 1, 999, 50));
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
        try (ServerSocket low = listen()) {
            long began = System.nanoTime();
            List<Long> incarnations = new ArrayList<>();
            LoggingTestKit.warn("it refuses this peer: end one of")
                    .withOccurrences(1)
                    .expect(GROUND.kit().system(), () -> {
                        stage.side(2).linkTo(1, low.getLocalPort());
                        for (int i = 0; i < 6; i++) {
                            RawPeer dialed = stage.accept(low);
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
        try (ServerSocket other = listen()) {
            LoggingTestKit.warn("it hung up without a hello")
                    .withOccurrences(1)
                    .expect(GROUND.kit().system(), () -> {
                        stage.side(2).linkTo(1, other.getLocalPort());
                        for (int i = 0; i < 4; i++) {
                            RawPeer dialed = stage.accept(other);
                            dialed.await(LinkFrame.HELLO);
                            dialed.close();
                        }
                        return null;
                    });
        }
    }

    @Test
    void aPeerThatTakesNothingIsGivenUpBeforeItCostsMemoryWithoutEnd() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        RawPeer high = stage.dial(low).say(hello(2, 1, 7, 1));
        low.awaitUp(2);
        Message.Propose large = propose(0, 50 * MIB);
        LoggingTestKit.warn("does not take what is sent to it")
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
        LinkSide low = stage.side(1).linkTo(2, 0).linkTo(3, 0).open();

        assertThat(stage.dial(low).say(hello(7, 1, 7, 1)).read().text())
                .isEqualTo("peer 7 is not another peer of this ensemble; the others are [2, 3]:"
                        + " check the lines server.N on both sides");
        assertThat(stage.dial(low).say(hello(2, 3, 7, 1)).read().text()).contains("this is peer 1");
    }

    @Test
    void aPeerThatStandsAloneSaysSo() {
        assertThat(stage.dial(stage.side(1).open())
                        .say(hello(2, 1, 7, 1))
                        .read()
                        .text())
                .contains("stands alone");
    }

    @Test
    void thePeerThatIsToWaitIsRefusedIfItDials() {
        LinkSide high = stage.side(2).linkTo(1, stage.side(1).port()).open();

        assertThat(stage.dial(high).say(hello(1, 2, 7, 1)).read().text())
                .isEqualTo("peer 2 has the higher id and dials peer 1 itself");
        high.assertQuiet(1);
    }

    @Test
    void anotherEnsembleIsRefusedOnceThisPeerBelongsToOne() {
        LinkSide low = stage.side(1).linkTo(2, 0).open();
        low.link(2).tell(new LinkActor.Join(5));

        assertThat(stage.dial(low).say(hello(2, 1, 7, 1).inEnsemble(6)).read().text())
                .contains("data directory");
        assertThat(stage.dial(low)
                        .say(hello(2, 1, 7, 1).inEnsemble(5))
                        .read()
                        .hello()
                        .ensembleId())
                .isEqualTo(5);
    }
}
