package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.Seeds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HelloTest {
    private static final long ENSEMBLE = 0xabcL;

    private final Hello own = hello(1, 2, ENSEMBLE, 1, 2, 3);

    @Test
    void aPeerOfTheSameEnsembleIsWelcome() {
        assertThat(hello(2, 1, ENSEMBLE, 3, 2, 1).refusalBy(own)).isEmpty();
    }

    @Test
    void aPeerThatBelongsToNoEnsembleYetIsWelcome() {
        assertThat(hello(2, 1, 0, 1, 2, 3).refusalBy(own)).isEmpty();
        assertThat(hello(2, 1, ENSEMBLE, 1, 2, 3).refusalBy(own.inEnsemble(0))).isEmpty();
    }

    @Test
    void whoLooksForAnotherPeerIsToldWhomItHasFound() {
        assertThat(hello(2, 3, ENSEMBLE, 1, 2, 3).refusalBy(own))
                .contains("peer 2 looks for peer 3, but this is peer 1: check the addresses of server.N");
    }

    @Test
    void anotherPeerAtTheAddressOfTheOneThatWasDialedIsNamed() {
        assertThat(hello(3, 1, ENSEMBLE, 1, 2, 3).refusalBy(own))
                .contains("peer 1 looks for peer 2, but this is peer 3: check the addresses of server.N");
    }

    @Test
    void aStrangerIsRefusedByName() {
        assertThat(hello(7, 1, ENSEMBLE, 1, 2, 3).refusalBy(own))
                .contains("peer 7 is not another peer of this ensemble [1, 2, 3]");
        assertThat(hello(1, 1, ENSEMBLE, 1, 2, 3).refusalBy(hello(1, 1, ENSEMBLE, 1, 2, 3)))
                .contains("peer 1 is not another peer of this ensemble [1, 2, 3]");
    }

    @Test
    void anotherListOfVotersIsRefusedWithBothLists() {
        assertThat(hello(2, 1, ENSEMBLE, 1, 2, 4).refusalBy(own))
                .contains("peer 2 lists the peers [1, 2, 4], peer 1 lists [1, 2, 3]:"
                        + " give all peers the same server.N lines");
    }

    @Test
    void anotherEnsembleIsRefusedWithBothIds() {
        assertThat(hello(2, 1, 0xdefL, 1, 2, 3).refusalBy(own))
                .contains("peer 2 belongs to ensemble 0000000000000def, peer 1 to ensemble 0000000000000abc:"
                        + " one has the other's data directory");
    }

    @Test
    void whatIsWrittenIsRead() {
        Hello hello = new Hello(2, 1, -5, 17, ENSEMBLE, new TreeSet<>(List.of(1, 2, 3)));

        assertThat(Hello.decode(ByteBuffer.wrap(hello.encode()))).isEqualTo(hello);
        assertThat(hello.next()).isEqualTo(new Hello(2, 1, -5, 18, ENSEMBLE, hello.voters()));
    }

    @Test
    void anotherFormatIsRefusedByNumberHoweverLittleFollows() {
        byte[] other = own.encode();
        other[7] = 9;

        for (byte[] bytes : List.of(other, Arrays.copyOf(other, 8))) {
            assertThatThrownBy(() -> Hello.decode(ByteBuffer.wrap(bytes)))
                    .isInstanceOf(MalformedLink.class)
                    .hasMessageContaining("format 9")
                    .hasMessageContaining("this peer speaks 1");
        }
    }

    @Test
    void whatIsNoHelloIsRefused() {
        for (String text : List.of("", "GET", "GET / HTTP/1.1\r\nHost: peer\r\n\r\n")) {
            assertThatThrownBy(
                            () -> Hello.decode(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                    .isInstanceOf(MalformedLink.class)
                    .hasMessageContaining("not a Troupe peer");
        }
    }

    @Test
    void aHelloThatIsCutOrChangedAnywhereIsReadOrRefusedButNothingElse() {
        Seeds.run(HelloTest.class, 5, random -> {
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = Arrays.copyOf(own.encode(), random.nextInt(80));
                if (bytes.length > 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                try {
                    Hello.decode(ByteBuffer.wrap(bytes));
                } catch (MalformedLink refused) {
                    assertThat(refused).hasMessageNotContaining("null");
                }
            }
        });
    }

    static Hello hello(int from, int to, long ensemble, Integer... voters) {
        return new Hello(from, to, 100 + from, 1, ensemble, new TreeSet<>(List.of(voters)));
    }
}
