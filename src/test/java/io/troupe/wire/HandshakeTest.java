package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.Seeds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final byte[] SECRET = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final ConnectRequest REQUEST = new ConnectRequest(0, 0x1_0000_0007L, 30_000, 42, SECRET, true, true);
    private static final byte[] REAL_REQUEST =
            Jute.encode(new org.apache.zookeeper.proto.ConnectRequest(0, 0x1_0000_0007L, 30_000, 42, SECRET, true));

    @Test
    void requestIsThatOfTheRealClient() {
        assertThat(REAL_REQUEST).hasSize(45);
        assertThat(Handshake.readRequest(REAL_REQUEST))
                .usingRecursiveComparison()
                .isEqualTo(REQUEST);
        ByteWriter out = new ByteWriter();
        Handshake.writeRequest(REQUEST, out);
        assertFramed(out, REAL_REQUEST);
    }

    @Test
    void requestWithoutTheFlagIsRememberedAsSuch() {
        byte[] old = Arrays.copyOf(REAL_REQUEST, 44);
        ConnectRequest request = Handshake.readRequest(old);
        assertThat(request.sendsReadOnly()).isFalse();
        assertThat(request.readOnly()).isFalse();
        assertThat(request.secret()).isEqualTo(SECRET);
        ByteWriter out = new ByteWriter();
        Handshake.writeRequest(request, out);
        assertFramed(out, old);
    }

    @Test
    void nullSecretIsNobodys() {
        byte[] frame = Jute.encode(new org.apache.zookeeper.proto.ConnectRequest(0, 0, 1, 2, null, false));
        assertThat(Handshake.readRequest(frame).secret()).isEmpty();
    }

    @Test
    void responseIsThatOfTheRealServer() {
        byte[] real = Jute.encode(new org.apache.zookeeper.proto.ConnectResponse(0, 20_000, 42, SECRET, false));
        assertThat(real).hasSize(37);
        ConnectResponse response = ConnectResponse.accepted(REQUEST, 20_000, 42, SECRET);
        ByteWriter out = new ByteWriter();
        Handshake.writeResponse(response, out);
        assertFramed(out, real);
        assertThat(Handshake.readResponse(real)).usingRecursiveComparison().isEqualTo(response);
        assertThat(response.isExpired()).isFalse();
    }

    @Test
    void responseToAnOldClientHasNoFlag() {
        ConnectRequest old = Handshake.readRequest(Arrays.copyOf(REAL_REQUEST, 44));
        ByteWriter out = new ByteWriter();
        Handshake.writeResponse(ConnectResponse.accepted(old, 20_000, 42, SECRET), out);
        assertThat(out.size()).isEqualTo(4 + 36);
        byte[] frame = Arrays.copyOfRange(out.toByteArray(), 4, 40);
        assertThat(Handshake.readResponse(frame).sendsReadOnly()).isFalse();
    }

    @Test
    void expiredSessionIsAnsweredWithZeros() {
        ByteWriter out = new ByteWriter();
        Handshake.writeResponse(ConnectResponse.expired(REQUEST), out);
        assertFramed(out, Jute.encode(new org.apache.zookeeper.proto.ConnectResponse(0, 0, 0, new byte[16], false)));
        assertThat(ConnectResponse.expired(REQUEST).isExpired()).isTrue();
    }

    @Test
    void everythingShorterIsRefused() {
        for (int length = 0; length < 44; length++) {
            byte[] frame = Arrays.copyOf(REAL_REQUEST, length);
            assertThatThrownBy(() -> Handshake.readRequest(frame)).isInstanceOf(MalformedFrame.class);
        }
    }

    @Test
    void damagedHandshakesAreReadOrRefused() {
        Seeds.run(HandshakeTest.class, 4, random -> {
            for (int i = 0; i < 5_000; i++) {
                byte[] frame = RequestFuzzTest.damaged(REAL_REQUEST, random);
                try {
                    assertThat(Handshake.readRequest(frame).secret()).hasSizeLessThan(64);
                } catch (MalformedFrame refused) {
                    assertThat(refused.getMessage()).isNotEmpty();
                }
            }
        });
    }

    private static void assertFramed(ByteWriter out, byte[] expected) {
        ByteBuffer framed = out.toByteBuffer();
        assertThat(framed.getInt()).isEqualTo(expected.length);
        assertThat(framed).isEqualTo(ByteBuffer.wrap(expected));
    }
}
