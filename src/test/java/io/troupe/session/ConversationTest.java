package io.troupe.session;

import static io.troupe.session.Talk.error;
import static io.troupe.session.Talk.event;
import static io.troupe.session.Talk.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.peer.Op;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.Xid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a conversation promises its client, one promise a test. */
class ConversationTest {
    private static final Request.Ping PING = new Request.Ping();
    private static final Request.Read READ = new Request.GetData("/a", false);
    private static final Request.Write WRITE = new Request.SetData("/a", new byte[] {1}, -1);

    @Nested
    class Greeting {
        private final Talk talk = new Talk(SessionLimits.USUAL, new CreditPool(1 << 20));

        @Test
        void goesToTheReplicaWithItsTimeoutClamped() {
            Turn turn = talk.greet(0, 0, true);

            assertThat(turn.connect().timeoutMillis()).isEqualTo(10_000);
            assertThat(Talk.settings(SessionLimits.USUAL).clampTimeout(1)).isEqualTo(4_000);
            assertThat(Talk.settings(SessionLimits.USUAL).clampTimeout(Integer.MAX_VALUE))
                    .isEqualTo(40_000);
            assertThat(talk.sent()).isEmpty();
        }

        @Test
        void isFollowedByNothingUntilThereIsASession() {
            talk.greet(0, 0, true);
            Turn early = talk.send(1, WRITE, PING);
            assertThat(early.ops()).isEmpty();
            assertThat(talk.conversation.wantsMore()).isFalse();

            Turn connected = talk.tell(new ClientEvent.Connected(Talk.SESSION, Talk.SECRET, 10_000, 5));

            assertThat(connected.connect()).isNull();
            assertThat(connected.ops()).hasSize(1);
            assertThat(talk.conversation.wantsMore()).isTrue();
            assertThat(talk.outbox.packets()).as("the response, then the pong").isEqualTo(2);
            assertThat(talk.sentGreeting().sessionId()).isEqualTo(Talk.SESSION);
        }

        @Test
        void isAnsweredWithoutTheReadOnlyFlagWhereTheClientSendsNone() {
            talk.greet(0, 0, false);
            talk.tell(new ClientEvent.Connected(Talk.SESSION, Talk.SECRET, 10_000, 5));

            assertThat(talk.sentGreeting().sendsReadOnly()).isFalse();
        }

        @Test
        void ofAnExpiredSessionIsAnsweredWithZerosAndTheConnectionCloses() {
            talk.greet(Talk.SESSION, 0, true);
            Turn turn = talk.tell(new ClientEvent.Refused(ClientEvent.Refusal.EXPIRED));

            assertThat(turn.close()).isTrue();
            assertThat(talk.sentGreeting().isExpired()).isTrue();
        }

        @Test
        void thatIsRefusedOtherwiseIsNotAnswered() {
            for (var reason :
                    List.of(ClientEvent.Refusal.BEHIND, ClientEvent.Refusal.NOT_SERVING, ClientEvent.Refusal.MOVED)) {
                Talk refused = new Talk(SessionLimits.USUAL, new CreditPool(1 << 20));
                refused.greet(0, 7, true);
                assertThat(refused.tell(new ClientEvent.Refused(reason)).close())
                        .isTrue();
                assertThat(refused.outbox.isEmpty()).isTrue();
            }
        }

        @Test
        void thatIsNoneClosesTheConnection() {
            Turn turn = talk.raw(new byte[] {1, 2, 3});

            assertThat(turn).isEqualTo(new Turn(null, List.of(), false, true));
        }
    }

    @Nested
    class Order {
        private final Talk talk = Talk.established();

        @Test
        void requestsGoToTheReplicaInOneMessageForOneReading() {
            Turn turn = talk.send(1, WRITE, READ, new Request.Sync("/x"), WRITE);

            assertThat(turn.ops()).hasSize(4);
            assertThat(turn.ops().get(0)).isInstanceOfSatisfying(Op.Write.class, write -> {
                assertThat(write.opCode()).isEqualTo(OpCode.SET_DATA);
                assertThat(write.body()).isEqualTo(RequestEncoder.body(WRITE));
            });
            assertThat(turn.ops().get(1))
                    .isInstanceOfSatisfying(
                            Op.Read.class, read -> assertThat(read.request()).isEqualTo(READ));
            assertThat(turn.ops().get(2)).isEqualTo(new Op.Sync("/x"));
        }

        @Test
        void repliesCarryTheXidsInTheOrderOfTheRequestsWhateverTheirErrors() {
            talk.send(7, WRITE, READ, WRITE);
            talk.answer(ok(10), error(10, ErrorCode.NO_NODE));
            talk.answer(ok(12));

            assertThat(talk.sent()).containsExactly("7/10/OK", "8/10/NO_NODE", "9/12/OK");
        }

        @Test
        void whatIsMalformedIsAnsweredInItsTurnAndTheConnectionGoesOn() {
            Turn turn = talk.raw(Talk.frame(1, WRITE), Talk.header(2, OpCode.GET_DATA), Talk.frame(3, READ));
            assertThat(turn.ops()).hasSize(2);
            assertThat(talk.sent()).isEmpty();

            Turn answered = talk.answer(ok(10), ok(10));

            assertThat(talk.sent()).containsExactly("1/10/OK", "2/10/MARSHALLING_ERROR", "3/10/OK");
            assertThat(answered.close()).isFalse();
        }

        @Test
        void anUnknownOperationIsAnsweredInItsTurnAndThenTheConnectionCloses() {
            Turn turn = talk.raw(Talk.frame(1, READ), Talk.header(2, 999), Talk.frame(3, READ));
            assertThat(turn.ops()).as("nothing after it").hasSize(1);
            assertThat(turn.close()).isFalse();

            Turn answered = talk.answer(ok(10));

            assertThat(talk.sent()).containsExactly("1/10/OK", "2/10/UNIMPLEMENTED");
            assertThat(answered.close()).isTrue();
        }

        @Test
        void aCheckOutsideAMultiIsUnknown() {
            Turn turn = talk.raw(Talk.header(1, OpCode.CHECK));

            assertThat(talk.sent()).containsExactly("1/5/UNIMPLEMENTED");
            assertThat(turn.close()).isTrue();
        }

        @Test
        void aFrameWithoutAHeaderClosesTheConnection() {
            assertThat(talk.raw(new byte[] {0, 0, 1}).close()).isTrue();
        }

        @Test
        void aPingIsAnsweredAtOnceWithTheZxidLastTold() {
            talk.send(1, WRITE);
            Turn turn = talk.send(Xid.PING, PING);
            assertThat(talk.sent()).containsExactly("-2/5/OK");
            assertThat(turn.touch()).isTrue();

            talk.answer(ok(10));
            talk.send(Xid.PING, PING);

            assertThat(talk.sent()).containsExactly("1/10/OK", "-2/10/OK");
        }

        @Test
        void aClientThatComesBackIsToldNoZxidForWhichEventsAreDue() {
            Talk back = new Talk(SessionLimits.USUAL, new CreditPool(1 << 20));
            back.greet(Talk.SESSION, 3, true);
            back.tell(new ClientEvent.Connected(Talk.SESSION, Talk.SECRET, 10_000, 9));
            back.outbox.clear();

            back.send(Xid.PING, PING);

            assertThat(back.sent()).containsExactly("-2/3/OK");
        }

        @Test
        void eventsStandWhereTheReplicaPutThem() {
            talk.send(1, READ, READ);
            talk.answer(ok(10), event(11, "/a"), event(11, "/b"), ok(11), event(12, "/a"));

            assertThat(talk.sent()).containsExactly("1/10/OK", "-1/11/OK", "-1/11/OK", "2/11/OK", "-1/12/OK");
        }

        @Test
        void anEventDoesNotMakePingsTellItsZxid() {
            talk.answer(event(11, "/a"));
            talk.send(Xid.PING, PING);

            assertThat(talk.sent()).containsExactly("-1/11/OK", "-2/5/OK");
        }

        @Test
        void afterCloseSessionNothingIsHeardAndTheConnectionClosesWhenTheSessionHasEnded() {
            Turn turn = talk.send(1, WRITE, new Request.CloseSession(), WRITE);
            assertThat(turn.ops()).hasSize(2).endsWith(new Op.Close());
            assertThat(talk.send(4, WRITE).ops()).isEmpty();

            assertThat(talk.answer(ok(10), ok(11)).close()).isFalse();
            assertThat(talk.tell(new ClientEvent.Ended(ClientEvent.Ending.CLOSED))
                            .close())
                    .isTrue();
            assertThat(talk.sent()).containsExactly("1/10/OK", "2/11/OK");
        }

        @Test
        void aSessionThatMovedOrExpiredClosesTheConnection() {
            assertThat(talk.tell(new ClientEvent.Ended(ClientEvent.Ending.MOVED))
                            .close())
                    .isTrue();
            assertThat(talk.sent()).isEmpty();
        }

        @Test
        void anAnswerThatNobodyAskedForIsNotPassedOn() {
            assertThatThrownBy(() -> talk.answer(ok(10))).isInstanceOf(RuntimeException.class);
        }
    }

    @Nested
    class Auth {
        private final Talk talk = Talk.established();

        private Request.Auth digest(String credential) {
            return new Request.Auth("digest", credential.getBytes(StandardCharsets.UTF_8));
        }

        private List<Identity> identitiesNow() {
            return ((Op.Read) talk.send(99, READ).ops().get(0)).identities();
        }

        @Test
        void aConnectionIsItsAddressFromTheStart() {
            assertThat(identitiesNow()).containsExactly(new Identity("ip", "10.0.0.7"));
        }

        @Test
        void isAnsweredInItsTurn() {
            talk.send(1, WRITE);
            talk.send(Xid.AUTH, digest("ann:pass"));
            talk.send(2, READ);
            assertThat(talk.sent()).isEmpty();

            talk.answer(ok(10), ok(10));

            assertThat(talk.sent()).containsExactly("1/10/OK", "-4/10/OK", "2/10/OK");
        }

        @Test
        void requestsReadAfterItCarryTheIdentityAndThoseBeforeDoNot() {
            Turn turn = talk.raw(Talk.frame(1, READ), Talk.frame(Xid.AUTH, digest("ann:pass")), Talk.frame(2, READ));

            assertThat(((Op.Read) turn.ops().get(0)).identities()).hasSize(1);
            assertThat(((Op.Read) turn.ops().get(1)).identities())
                    .endsWith(new Identity("digest", "ann:daNAg2SRdNdIcsIbxB9c3X+vhAQ="));
        }

        @Test
        void theSuperDigestMakesASuperuser() {
            talk.send(Xid.AUTH, digest("boss:secret"));

            assertThat(identitiesNow()).contains(new Identity("super", ""));
        }

        @Test
        void anotherPasswordDoesNot() {
            talk.send(Xid.AUTH, digest("boss:guess"));

            assertThat(identitiesNow()).extracting(Identity::scheme).containsExactly("ip", "digest");
        }

        @Test
        void anUnknownSchemeIsAnsweredAndThenTheConnectionCloses() {
            Turn turn = talk.send(Xid.AUTH, new Request.Auth("kerberos", new byte[] {1}));

            assertThat(talk.sent()).containsExactly("-4/5/AUTH_FAILED");
            assertThat(turn.close()).isTrue();
        }

        @Test
        void noClientCanFillMemoryWithIdentities() {
            for (int i = 0; i < 100 && talk.conversation.established(); i++) {
                talk.send(Xid.AUTH, digest("user" + i + ":x"));
            }

            assertThat(talk.sent()).endsWith("-4/5/AUTH_FAILED").hasSizeLessThan(100);
        }
    }
}
