package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Acl;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a 3.9.5 server answers with MarshallingError is malformed here too. */
class MalformedRequestTest {

    @Test
    void nullPathIsNoRequest() {
        for (int opCode : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 17, 18, 19, 21}) {
            assertMalformed(opCode, out -> {
                out.writeString(null);
                out.writeRaw(new byte[64]);
            });
        }
    }

    @Test
    void nullPathOfSyncIsEchoed() {
        Request.Sync sync =
                (Request.Sync) decode(OpCode.SYNC, out -> out.writeString(null)).request();
        assertThat(sync.path()).isNull();
    }

    @Test
    void unknownKindOfWatchIsRefused() {
        for (int opCode : new int[] {OpCode.CHECK_WATCHES, OpCode.REMOVE_WATCHES}) {
            for (int kind : new int[] {-1, 0, 6, Integer.MAX_VALUE}) {
                assertMalformed(opCode, out -> {
                    out.writeString("/a");
                    out.writeInt(kind);
                });
            }
        }
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[][] texts = {
            {'/', (byte) 0xff},
            {'/', (byte) 0xc0, (byte) 0x80}, // the NUL of Java's modified UTF-8
            {'/', (byte) 0xed, (byte) 0xa0, (byte) 0x80}, // half a surrogate pair
            {'/', (byte) 0xe2, (byte) 0x82}, // the end is missing
            {(byte) 0xef, (byte) 0xbf, (byte) 0xbd, (byte) 0x80} // U+FFFD, then half a character
        };
        for (byte[] text : texts) {
            assertMalformed(OpCode.GET_DATA, out -> {
                out.writeBuffer(text);
                out.writeBoolean(false);
            });
        }
    }

    @Test
    void textThatIsUtf8IsTakenWhateverItIs() {
        for (String text : List.of("/\ufffd", "/\ud83d\ude00", "/\u0000", "/\u00e9\ufffd\u20ac", "")) {
            Request.GetAcl request = (Request.GetAcl)
                    decode(OpCode.GET_ACL, out -> out.writeBuffer(text.getBytes(StandardCharsets.UTF_8)))
                            .request();
            assertThat(request.path()).isEqualTo(text);
        }
    }

    @Test
    void nullNamesInAnAclBecomeEmptyOnes() {
        Request.Create create = (Request.Create) decode(OpCode.CREATE, out -> {
                    out.writeString("/a");
                    out.writeBuffer(null);
                    out.writeInt(1);
                    out.writeInt(Acl.ALL);
                    out.writeString(null);
                    out.writeString(null);
                    out.writeInt(0);
                })
                .request();
        assertThat(create.acl().get(0).identity().scheme()).isEmpty();
        assertThat(create.acl().get(0).identity().id()).isEmpty();
    }

    @Test
    void authWithoutSchemeOrCredentialIsLeftToFail() {
        Request.Auth auth = (Request.Auth) decode(OpCode.AUTH, out -> {
                    out.writeInt(0);
                    out.writeString(null);
                    out.writeBuffer(null);
                })
                .request();
        assertThat(auth.scheme()).isEmpty();
        assertThat(auth.credential()).isEmpty();
    }

    @Test
    void anyByteButZeroIsTrue() {
        Request.Exists exists = (Request.Exists) decode(OpCode.EXISTS, out -> {
                    out.writeString("/");
                    out.writeRaw(new byte[] {2});
                })
                .request();
        assertThat(exists.watch()).isTrue();
    }

    @Test
    void whatMayNotStandInAMultiIsRefused() {
        for (int opCode : new int[] {3, 4, 6, 7, 8, 9, 11, 12, 14, 22, 101, -1, -11, 99}) {
            assertMalformed(OpCode.MULTI, out -> {
                MultiRecords.writeHeader(opCode, false, -1, out);
                out.writeString("/a");
                out.writeRaw(new byte[64]);
            });
        }
    }

    @Test
    void multiWithoutEndIsRefused() {
        assertMalformed(OpCode.MULTI, out -> {});
        assertMalformed(OpCode.MULTI, out -> {
            MultiRecords.writeHeader(OpCode.DELETE, false, -1, out);
            WriteRecords.write(new Request.Delete("/a", 1), out);
        });
    }

    @Test
    void setWatchesWithNullsIsRefused() {
        assertMalformed(OpCode.SET_WATCHES, out -> {
            out.writeLong(0);
            out.writeInt(-1);
            out.writeInt(0);
            out.writeInt(0);
        });
        assertMalformed(OpCode.SET_WATCHES, out -> {
            out.writeLong(0);
            out.writeInt(1);
            out.writeString(null);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    @Test
    void frameWithoutAHeaderHasNoAnswer() {
        for (int length = 0; length < 8; length++) {
            byte[] frame = new byte[length];
            assertThatThrownBy(() -> RequestDecoder.decode(frame)).isInstanceOf(MalformedFrame.class);
        }
    }

    @Test
    void onlyWritesAreDecodedAsWrites() {
        assertThatThrownBy(() -> RequestDecoder.decodeWrite(OpCode.GET_DATA, new byte[20]))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("operation 4 is no write");
    }

    @Test
    void refusalNamesWhatWasReadAndWhere() {
        ByteWriter out = new ByteWriter();
        out.writeString("/a");
        out.writeInt(1 << 20);
        assertThatThrownBy(() -> RequestDecoder.decodeWrite(OpCode.SET_DATA, out.toByteArray()))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("data at 6 has the length 1048576 with 0 bytes left");
    }

    private static void assertMalformed(int opCode, Consumer<ByteWriter> body) {
        DecodedRequest decoded = decode(opCode, body);
        assertThat(decoded.malformed()).as("operation " + opCode).isTrue();
        assertThat(decoded.unknown()).isFalse();
        assertThat(decoded.request()).isNull();
        assertThat(decoded.xid()).isEqualTo(77);
        assertThat(decoded.opCode()).isEqualTo(opCode);
    }

    private static DecodedRequest decode(int opCode, Consumer<ByteWriter> body) {
        ByteWriter out = new ByteWriter();
        out.writeInt(77);
        out.writeInt(opCode);
        body.accept(out);
        return RequestDecoder.decode(out.toByteArray());
    }
}
