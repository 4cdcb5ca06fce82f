package io.troupe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.EventFrame;
import io.troupe.wire.Handshake;
import io.troupe.wire.ReplyEncoder;
import io.troupe.wire.RequestDecoder;
import io.troupe.wire.Xid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session's life by a clock that the test sets, without a socket. */
class SessionCoreTest {
    private static final int TIMEOUT = 9_000;

    private final SessionCore core = new SessionCore(
            new CoreSettings(TIMEOUT, 2_000, 1_000, 2, false, 10_000),
            new HostWalk(ConnectString.parse("a,b").hosts(), "key"),
            new Backoff(100, 1_000, 1));
    private final List<String> results = new ArrayList<>();
    private List<Effect> effects = List.of();
    private int attempt;

    private void step(Input input, long now) {
        effects = core.step(input, now);
        for (Effect effect : effects) {
            if (effect instanceof Effect.Dial dial) {
                attempt = dial.attempt();
            } else if (effect instanceof Effect.Failed failed) {
                results.add(failed.failure().getClass().getSimpleName());
            } else if (effect instanceof Effect.Answered) {
                results.add("answered");
            }
        }
    }

    private static byte[] unframed(ByteWriter out) {
        byte[] all = out.takeByteArray();
        return Arrays.copyOfRange(all, Integer.BYTES, all.length);
    }

    private void arrive(byte[] frame, long now) {
        step(new Input.Arrived(attempt, List.of(frame)), now);
    }

    private void greet(long session, int timeout, long now) {
        step(new Input.Opened(attempt), now);
        ByteWriter out = new ByteWriter();
        Handshake.writeResponse(new ConnectResponse(0, timeout, session, new byte[16], false, true), out);
        arrive(unframed(out), now);
    }

    private void live(long now) {
        step(Input.Begin.BEGIN, now);
        greet(7, TIMEOUT, now);
    }

    private void ask(Request request, long deadline, long now) {
        step(
                new Input.Submit(new Call(
                        Call.Question.of("op", "/a", request, deadline)
                                .watchedBy(watched -> results.add(watched.toString())),
                        (reply, failure) -> {})),
                now);
    }

    private void answer(int xid, ErrorCode error, long now) {
        ByteWriter out = new ByteWriter();
        out.writeRaw(ReplyEncoder.header(xid, 99, error));
        arrive(out.takeByteArray(), now);
    }

    private List<Integer> sent() {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).bytes())
                .map(bytes -> RequestDecoder.decode(Arrays.copyOfRange(bytes, 4, bytes.length))
                        .xid())
                .toList();
    }

    @Test
    void itPingsWhenNothingHasBeenConfirmedForAThirdOfTheTime() {
        live(0);
        assertThat(core.wakeMillis()).isEqualTo(3_000);
        step(Input.Tick.TICK, 3_000);
        assertThat(sent()).containsExactly(Xid.PING);
        answer(Xid.PING, ErrorCode.OK, 3_010);
        assertThat(core.leaseEndMillis()).isEqualTo(3_000 + TIMEOUT - 100);
    }

    @Test
    void theLeaseCountsFromWhenTheAnsweredWasSentNotFromTheAnswer() {
        live(0);
        ask(new Request.Exists("/a", false), 60_000, 1_000);
        answer(1, ErrorCode.NO_NODE, 2_900);
        assertThat(core.leaseEndMillis()).isEqualTo(1_000 + TIMEOUT - 100);
    }

    @Test
    void silenceForTwoThirdsOfTheTimeLeavesTheServer() {
        live(0);
        step(Input.Tick.TICK, 3_000);
        step(Input.Tick.TICK, 6_000);
        assertThat(core.state()).isEqualTo(ConnectionState.SUSPENDED);
        assertThat(effects).anyMatch(Effect.HangUp.class::isInstance).anyMatch(Effect.Dial.class::isInstance);
    }

    @Test
    void lostIsSaidAtTheLeasesEndAndANewSessionIsBegun() {
        live(0);
        step(new Input.Broken(attempt, "cut"), 100);
        step(Input.Tick.TICK, 8_899);
        assertThat(core.state()).isEqualTo(ConnectionState.SUSPENDED);
        step(Input.Tick.TICK, 8_900);
        assertThat(core.state()).isEqualTo(ConnectionState.LOST);
        assertThat(core.sessionId()).isZero();
        step(Input.Tick.TICK, 9_900);
        greet(8, TIMEOUT, 9_900);
        assertThat(core.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aRefusedSessionIsLostAtOnce() {
        live(0);
        step(new Input.Broken(attempt, "cut"), 100);
        greet(0, 0, 200);
        assertThat(effects).filteredOn(Effect.Changed.class::isInstance).hasSize(1);
        assertThat(core.state()).isEqualTo(ConnectionState.LOST);
    }

    @Test
    void anAnswerOfAFormerConnectionIsIgnored() {
        live(0);
        int former = attempt;
        step(new Input.Broken(attempt, "cut"), 100);
        step(new Input.Broken(former, "cut again"), 110);
        step(new Input.Opened(former), 120);
        assertThat(effects).isEmpty();
    }

    @Test
    void aCutAnswersWritesWithUnknownAndSendsReadsAgain() {
        live(0);
        ask(new Request.SetData("/a", null, -1), 60_000, 10);
        ask(new Request.Exists("/a", true), 60_000, 10);
        ask(new Request.Delete("/never-sent", -1), 60_000, 10);
        step(new Input.Broken(attempt, "cut"), 100);
        assertThat(results).containsExactly("OutcomeUnknown");
        greet(7, TIMEOUT, 200);
        assertThat(core.state()).isEqualTo(ConnectionState.RECONNECTED);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aLostSessionFailsItsWritesAndKeepsReads() {
        live(0);
        step(new Input.Broken(attempt, "cut"), 100);
        ask(new Request.SetData("/a", null, -1), 60_000, 200);
        ask(new Request.Exists("/a", false), 60_000, 200);
        step(Input.Tick.TICK, 8_900);
        assertThat(results).containsExactly("SessionLost");
        step(Input.Tick.TICK, 9_900);
        greet(8, TIMEOUT, 9_900);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void noMoreAreSentThanMayBeOutstanding() {
        live(0);
        for (int i = 0; i < 5; i++) {
            ask(new Request.Exists("/a", false), 60_000, 10);
        }
        answer(1, ErrorCode.NO_NODE, 20);
        assertThat(sent()).containsExactly(3);
    }

    @Test
    void aDeadlineTellsAReadThatNothingChangedAndAWriteThatItIsUnknown() {
        live(0);
        ask(new Request.SetData("/a", null, -1), 500, 10);
        ask(new Request.Exists("/a", false), 500, 10);
        assertThat(core.wakeMillis()).isEqualTo(500);
        step(Input.Tick.TICK, 500);
        assertThat(results).containsExactlyInAnyOrder("OutcomeUnknown", "DeadlineExceeded");
        answer(1, ErrorCode.BAD_VERSION, 600);
        answer(2, ErrorCode.NO_NODE, 600);
        assertThat(results).hasSize(2);
        assertThat(core.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void watchesAreToldToTheNextPeerAndEndWithTheSession() {
        live(0);
        ask(new Request.Exists("/a", true), 60_000, 10);
        answer(1, ErrorCode.NO_NODE, 20);
        step(new Input.Broken(attempt, "cut"), 100);
        greet(7, TIMEOUT, 200);
        assertThat(sent()).containsExactly(Xid.SET_WATCHES);
        ByteWriter out = new ByteWriter();
        EventFrame.write(new WatchEvent(WatchEvent.Type.NODE_CREATED, "/a", 100), out);
        arrive(unframed(out), 300);
        assertThat(effects).singleElement().isInstanceOf(Effect.Told.class);
        arrive(unframed(out(WatchEvent.Type.NODE_DELETED)), 300);
        assertThat(effects).isEmpty();
    }

    private static ByteWriter out(WatchEvent.Type type) {
        ByteWriter out = new ByteWriter();
        EventFrame.write(new WatchEvent(type, "/a", 101), out);
        return out;
    }

    @Test
    void whoOnlyGreetsIsNotTriedWithoutPause() {
        live(0);
        int dials = 0;
        for (long now = 1; now < 1_000; now++) {
            step(Input.Tick.TICK, now);
            if (effects.stream().anyMatch(Effect.Dial.class::isInstance)) {
                dials++;
            }
            greet(7, TIMEOUT, now);
            step(new Input.Broken(attempt, "closed at once"), now);
        }
        assertThat(dials).isLessThan(20);
    }

    @Test
    void closingTellsTheServerAndAnswersAllThatWait() {
        live(0);
        ask(new Request.SetData("/a", null, -1), 60_000, 10);
        step(new Input.Close("enough"), 20);
        assertThat(sent()).hasSize(1);
        ask(new Request.Exists("/a", false), 60_000, 30);
        answer(1, ErrorCode.BAD_VERSION, 40);
        answer(2, ErrorCode.OK, 50);
        assertThat(results).containsExactly("ClientClosed", "OperationFailed");
        assertThat(core.state()).isEqualTo(ConnectionState.CLOSED);
    }
}
