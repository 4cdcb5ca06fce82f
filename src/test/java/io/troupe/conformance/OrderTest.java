package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import io.troupe.server.testing.TestEnsemble;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.EventFrame;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.Xid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands in which order on one connection, frame by frame, while connections to all peers are busy. */
@Timeout(300)
class OrderTest {
    private static final int ROUNDS = 2_000;
    private static final int ARMED_EVERY = 10;

    private static TestEnsemble ensemble;

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @Test
    void repliesReadsAndEventsKeepTheirOrderOnEveryPeer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int peer = 1; peer <= 3; peer++) {
                WireClient client = WireClient.withSession(ensemble.connectString(peer));
                String path = "/order-" + peer;
                clients.add(threads.submit(() -> {
                    ask(client, path);
                    return null;
                }));
                clients.add(threads.submit(() -> {
                    check(client, path);
                    client.close();
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get(200, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A create, then a write and a read in turn, without waiting for any answer; some reads leave a watch. */
    private static void ask(WireClient client, String path) throws IOException {
        client.ask(1, new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, -1));
        for (int round = 0; round < ROUNDS; round++) {
            client.ask(2 + 2 * round, new Request.SetData(path, text(round), -1));
            client.ask(3 + 2 * round, new Request.GetData(path, round % ARMED_EVERY == 0));
        }
    }

    private static void check(WireClient client, String path) throws IOException {
        long told = 0;
        int events = 0;
        for (int xid = 1; xid <= 1 + 2 * ROUNDS; xid++) {
            WireClient.Answer answer = client.answer();
            while (answer.header().xid() == Xid.EVENT) {
                WatchEvent event = EventFrame.readBody(answer.header(), answer.body());
                assertThat(event.type()).isEqualTo(WatchEvent.Type.NODE_DATA_CHANGED);
                assertThat(event.path()).isEqualTo(path);
                assertThat(told).as("nothing before the event knew of its zxid").isLessThan(event.zxid());
                told = event.zxid();
                events++;
                answer = client.answer();
            }
            assertThat(answer.header().xid()).as("in the order asked").isEqualTo(xid);
            assertThat(answer.header().error()).isEqualTo(ErrorCode.OK);
            assertThat(answer.header().zxid()).as("never goes back").isGreaterThanOrEqualTo(told);
            told = answer.header().zxid();
            if (xid > 1 && xid % 2 == 1) {
                Reply.OfData read = (Reply.OfData) ReplyDecoder.body(OpCode.GET_DATA, answer.body());
                assertThat(read.data()).as("its own last write, none later").isEqualTo(text((xid - 3) / 2));
            }
        }
        assertThat(events).as("one for each watch that a later write fired").isEqualTo(ROUNDS / ARMED_EVERY);
    }

    private static byte[] text(int round) {
        return String.valueOf(round).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aClientThatHasSeenMoreThanAPeerIsClosedWithoutAnAnswer() throws Exception {
        try (WireClient owner = new WireClient(ensemble.connectString(1))) {
            ConnectResponse session = owner.connect(10_000);
            try (WireClient ahead = new WireClient(ensemble.connectString(2))) {
                ConnectRequest request = new ConnectRequest(
                        0, Long.MAX_VALUE, 10_000, session.sessionId(), session.secret(), false, true);
                assertThatThrownBy(() -> ahead.connect(request)).isInstanceOf(IOException.class);
            }
            owner.ask(1, new Request.Exists("/", false));
            assertThat(owner.reply().error())
                    .as("the session is still its owner's")
                    .isEqualTo(ErrorCode.OK);
        }
    }
}
