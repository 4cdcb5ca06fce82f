package io.troupe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.OpCode;
import io.troupe.wire.ByteWriter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a right answer is not counted: it ends the measurement. */
class ConnectionTest {
    private static final int STAT_BYTES = 68;
    private static final int DATA_BYTES = 10;
    private static final int BODY_BYTES = Integer.BYTES + DATA_BYTES + STAT_BYTES;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void repliesAreFoundHoweverTheyArrive(int pieceBytes) throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(pieceBytes, ConnectionTest::answerRightly)) {
            Measured measured = measure(peer);

            assertThat(measured.operations()).isPositive();
            assertThat(peer.xids())
                    .startsWith(IntStream.rangeClosed(1, 4).boxed().toArray(Integer[]::new));
        }
    }

    @Test
    void aReplyOutOfOrderEndsIt() throws Exception {
        refuses((xid, opCode, out) -> ScriptedPeer.reply(xid + 1, 0, BODY_BYTES, out), "xid 2 where 1 was due");
    }

    @Test
    void anErrorEndsIt() throws Exception {
        refuses((xid, opCode, out) -> ScriptedPeer.reply(xid, -101, 0, out), "getData was answered with NO_NODE");
    }

    @Test
    void anErrorThatNobodyKnowsEndsIt() throws Exception {
        refuses((xid, opCode, out) -> ScriptedPeer.reply(xid, -999, 0, out), "the error -999");
    }

    @Test
    void dataOfAnotherLengthEndIt() throws Exception {
        refuses((xid, opCode, out) -> ScriptedPeer.reply(xid, 0, BODY_BYTES - 1, out), "97 bytes where 98");
    }

    @Test
    void aReplyThatNobodyAskedForEndsIt() throws Exception {
        refuses(
                (xid, opCode, out) -> {
                    for (int i = 0; i < 5; i++) {
                        ScriptedPeer.reply(xid + i, 0, BODY_BYTES, out);
                    }
                },
                "where none was due");
    }

    @Test
    void aFrameOfNoLengthEndsIt() throws Exception {
        refuses((xid, opCode, out) -> out.writeInt(-5), "a reply of -5 bytes");
    }

    private static void answerRightly(int xid, int opCode, ByteWriter out) {
        ScriptedPeer.reply(xid, 0, opCode == OpCode.CLOSE_SESSION ? 0 : BODY_BYTES, out);
    }

    private static void refuses(ScriptedPeer.Answers answers, String saying) throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(1_000_000, answers)) {
            assertThatThrownBy(() -> measure(peer))
                    .isInstanceOf(BenchError.class)
                    .hasMessageContaining(saying);
        }
    }

    private static Measured measure(ScriptedPeer peer) throws Exception {
        Stopwatch stopwatch = new Stopwatch(
                System::nanoTime,
                ProcFiles.ofThisMachine(),
                ProcessHandle.current().pid());
        Workload workload = new Workload(Scenario.GET, DATA_BYTES, new Shape(1, 4), 0);
        return new LoadRound(stopwatch).run(peer.ensemble(), workload, new Pace(1, 20, 100));
    }
}
