package io.troupe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.metrics.InstrumentName;
import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import io.troupe.peer.ReplicaActor;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.Handshake;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.Xid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets at one end, a replica that answers as told at the other. */
@Timeout(60)
class ClientPortTest {
    private static final Request READ = new Request.GetData("/a", false);

    @Test
    void zooKeepersOwnClientConnectsReadsAndCloses() throws Exception {
        try (Port port = Port.open()) {
            ZooKeeper client = port.zooKeeper();
            try {
                client.addAuthInfo("digest", "ann:pass".getBytes(StandardCharsets.UTF_8));
                Stat stat = new Stat();
                assertThat(client.getData("/a", false, stat)).isEqualTo(FakeReplica.DATA);
                assertThat(stat.getPzxid()).isEqualTo(FakeReplica.STAT.pzxid());
                assertThat(client.getSessionId() >>> 56).isEqualTo(1);
                assertThatThrownBy(() -> client.getData("/missing", false, null))
                        .isInstanceOf(KeeperException.NoNodeException.class);
            } finally {
                client.close();
            }
        }
    }

    @Test
    void sessionsAndTheReplicaShareTheThreadOfTheSockets() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            client.connect(0, 10_000);

            assertThat(port.replica.thread).isEqualTo("client-loop-0");
        }
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws Exception {
        try (Port first = Port.open();
                Port second = new Port(Port.settings(first.address().getPort(), 60, SessionLimits.USUAL))) {
            assertThat(second.outcome())
                    .isEqualTo(new ListenerActor.CannotListen("cannot listen for clients on 127.0.0.1:"
                            + first.address().getPort() + ": another program has that port"));
        }
    }

    @Test
    void aPortIsFreeAgainAfterAStop() throws Exception {
        Port first = Port.open();
        int number = first.address().getPort();
        RawClient client = first.client();
        client.connect(0, 10_000);

        first.close();

        assertThat(client.closes()).isTrue();
        try (Port second = new Port(Port.settings(number, 60, SessionLimits.USUAL))) {
            assertThat(second.address().getPort()).isEqualTo(number);
        }
    }

    @Test
    void manyRequestsInAnyPiecesAreAnsweredInOrder() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            client.connect(0, 10_000);
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                requests.add(i % 3 == 0 ? new Request.SetData("/a", new byte[i % 200], -1) : READ);
            }
            Thread writer = new Thread(() -> {
                try {
                    client.ask(1, requests.toArray(new Request[0]));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
            writer.start();

            for (int xid = 1; xid <= 5_000; xid++) {
                assertThat(client.reply().xid()).isEqualTo(xid);
            }
            writer.join();
            assertThat(port.metrics.counter(InstrumentName.PACKETS_SENT).value())
                    .isGreaterThanOrEqualTo(5_001);
            assertThat(port.metrics.level(InstrumentName.OUTSTANDING_REQUESTS).value())
                    .isZero();
        }
    }

    @Test
    void requestsSentBehindTheGreetingWaitForTheSession() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            ByteWriter all = new ByteWriter();
            Handshake.writeRequest(new ConnectRequest(0, 0, 10_000, 0, new byte[16], false, true), all);
            RequestEncoder.frame(1, READ, all);
            client.send(all.toByteArray());

            assertThat(Handshake.readResponse(client.frame()).isExpired()).isFalse();
            assertThat(client.reply().xid()).isEqualTo(1);
        }
    }

    @Test
    void anExpiredSessionIsToldSoAndTheConnectionCloses() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            ConnectResponse response = client.connect(4711, 10_000);

            assertThat(response.isExpired()).isTrue();
            assertThat(client.closes()).isTrue();
        }
    }

    @Test
    void anUnknownOperationIsAnsweredEvenWithMoreBehindItAndThenTheConnectionCloses() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            client.connect(0, 10_000);
            ByteWriter all = new ByteWriter();
            all.writeInt(8);
            all.writeInt(1);
            all.writeInt(999);
            all.writeRaw(new byte[100_000]);
            client.send(all.toByteArray());

            ReplyHeader reply = client.reply();
            assertThat(reply.error()).isEqualTo(ErrorCode.UNIMPLEMENTED);
            assertThat(client.closes()).isTrue();
        }
    }

    @Test
    void closeSessionIsAnsweredAndThenTheConnectionCloses() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            client.connect(0, 10_000);
            client.ask(1, READ, new Request.CloseSession(), READ);

            assertThat(client.reply().xid()).isEqualTo(1);
            assertThat(client.reply().xid()).isEqualTo(2);
            assertThat(client.closes()).isTrue();
        }
    }

    @Test
    void aClientThatLeavesIsMissed() throws Exception {
        try (Port port = Port.open()) {
            try (RawClient client = port.client()) {
                client.connect(0, 10_000);
            }
            long attachment = port.heard(ReplicaActor.Connect.class).attachment();
            assertThat(port.heard(ReplicaActor.Disconnect.class).attachment()).isEqualTo(attachment);
        }
    }

    @Test
    void aPingIsAnsweredWhileRequestsWait() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            client.connect(0, 10_000);
            client.ask(1, new Request.GetData("/silent", false));
            client.ask(Xid.PING, new Request.Ping());

            assertThat(client.reply().xid()).isEqualTo(Xid.PING);
            client.ask(Xid.PING, new Request.Ping());
            assertThat(client.reply().xid()).isEqualTo(Xid.PING);
            port.heard(ReplicaActor.Touch.class);
        }
    }

    @Test
    void aClientThatThisPeerHoldsBackIsSpokenFor() throws Exception {
        try (Port port = Port.open();
                RawClient client = port.client()) {
            client.connect(0, 200);
            Request[] silent = new Request[SessionLimits.USUAL.requestsMax() + 10];
            Arrays.fill(silent, new Request.GetData("/silent", false));
            client.ask(1, silent);

            port.heard(ReplicaActor.Touch.class);
            port.heard(ReplicaActor.Touch.class);
            port.heard(ReplicaActor.Touch.class);
        }
    }

    @Test
    void anAddressHasOnlySoManyConnections() throws Exception {
        try (Port port = new Port(Port.settings(0, 2, SessionLimits.USUAL));
                RawClient first = port.client();
                RawClient second = port.client()) {
            first.connect(0, 10_000);
            second.connect(0, 10_000);
            try (RawClient third = port.client()) {
                assertThat(third.closes()).isTrue();
            }
            first.ask(1, READ);
            assertThat(first.reply().error()).isEqualTo(ErrorCode.OK);
            assertThat(port.metrics.counter(InstrumentName.CONNECTIONS_REJECTED).value())
                    .isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatLeavesMakesRoomForAnother() throws Exception {
        try (Port port = new Port(Port.settings(0, 1, SessionLimits.USUAL))) {
            for (int i = 0; i < 5; i++) {
                try (RawClient client = port.client()) {
                    client.connect(0, 10_000);
                    client.ask(1, new Request.CloseSession());
                    client.reply();
                    assertThat(client.closes()).isTrue();
                }
                Awaitility.await()
                        .until(() ->
                                port.metrics.level(InstrumentName.CONNECTIONS).value() == 0);
            }
        }
    }

    @Test
    void aConnectionThatNeverGreetsIsClosed() throws Exception {
        SessionLimits hasty = new SessionLimits(1 << 20, 1000, 4 << 20, 16 << 10, 64 << 20, 1 << 20, 8 << 20, 50, 2000);
        try (Port port = new Port(Port.settings(0, 60, hasty));
                RawClient silent = port.client();
                RawClient halfway = port.client();
                RawClient greeted = port.client()) {
            greeted.connect(0, 10_000);
            halfway.send(new byte[] {0, 0, 0, 44, 0, 0});

            assertThat(silent.closes()).isTrue();
            assertThat(halfway.closes()).isTrue();
            greeted.ask(1, READ);
            assertThat(greeted.reply().xid()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatDoesNotReadIsLeft() throws Exception {
        SessionLimits tight =
                new SessionLimits(1 << 20, 1000, 4 << 20, 16 << 10, 64 << 20, 64 << 10, 1 << 20, 10_000, 2000);
        try (Port port = new Port(Port.settings(0, 60, tight));
                RawClient greedy = port.client();
                RawClient modest = port.client()) {
            greedy.connect(0, 10_000);
            modest.connect(0, 10_000);
            port.heard(ReplicaActor.Connect.class);
            Request[] large = new Request[100];
            Arrays.fill(large, new Request.GetData("/large", false));

            greedy.ask(1, large);

            port.heard(ReplicaActor.Disconnect.class);
            modest.ask(1, READ);
            assertThat(modest.reply().xid()).isEqualTo(1);
        }
    }

    @Test
    void aReplicaThatAnswersWhatNobodyAskedCostsThatConnectionOnly() throws Exception {
        try (Port port = Port.open();
                RawClient unlucky = port.client();
                RawClient other = port.client()) {
            unlucky.connect(0, 10_000);
            ReplicaActor.Connect connect = port.heard(ReplicaActor.Connect.class);
            other.connect(0, 10_000);

            connect.client().tell(new ClientEvent.Answers(List.of(new Answer.Reply(1, ErrorCode.OK, null))));

            assertThat(unlucky.closes()).isTrue();
            assertThat(port.heard(ReplicaActor.Disconnect.class).attachment()).isEqualTo(connect.attachment());
            other.ask(1, READ);
            assertThat(other.reply().xid()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatReadsSlowlyGetsEverythingInTheEnd() throws Exception {
        SessionLimits patient =
                new SessionLimits(1 << 20, 1000, 4 << 20, 16 << 10, 64 << 20, 64 << 10, 256 << 20, 10_000, 2000);
        try (Port port = new Port(Port.settings(0, 60, patient));
                RawClient client = port.client()) {
            client.connect(0, 10_000);
            for (int burst = 0; burst < 10; burst++) {
                Request[] large = new Request[10];
                Arrays.fill(large, new Request.GetData("/large", false));
                client.ask(1 + burst * 10, large);
            }
            for (int xid = 1; xid <= 100; xid++) {
                assertThat(client.reply().xid()).isEqualTo(xid);
            }
        }
    }
}
