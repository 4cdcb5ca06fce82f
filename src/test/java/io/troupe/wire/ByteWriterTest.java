package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ByteWriterTest {

    @Test
    void primitivesAreThoseOfTheRealClient() {
        byte[] buffer = {1, 2};
        ByteWriter out = new ByteWriter(0);
        out.writeInt(-2);
        out.writeLong(0x0102030405060708L);
        out.writeBoolean(true);
        out.writeBoolean(false);
        out.writeBuffer(buffer);
        out.writeBuffer(null);
        out.writeString(null);
        out.writeString("");
        assertThat(out.toByteArray()).isEqualTo(Jute.encode(archive -> {
            archive.writeInt(-2, "");
            archive.writeLong(0x0102030405060708L, "");
            archive.writeBool(true, "");
            archive.writeBool(false, "");
            archive.writeBuffer(buffer, "");
            archive.writeBuffer(null, "");
            archive.writeString(null, "");
            archive.writeString("", "");
        }));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (String text : List.of("", "/ascii", "/\u00e9\u20ac", "ascii first \u00e9", "\ud83d\ude00", "\ufffd")) {
            ByteWriter out = new ByteWriter(0);
            out.writeInt(Integer.MIN_VALUE);
            out.writeString(text);
            out.writeLong(Long.MIN_VALUE + 1);
            ByteReader in = new ByteReader(out.toByteArray());
            assertThat(in.readInt("int")).isEqualTo(Integer.MIN_VALUE);
            assertThat(in.readString("text")).isEqualTo(text);
            assertThat(in.readLong("long")).isEqualTo(Long.MIN_VALUE + 1);
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void isReusable() {
        ByteWriter out = new ByteWriter(4);
        out.writeInt(1);
        byte[] full = out.takeByteArray();
        out.writeInt(2);
        out.writeInt(3);
        byte[] notFull = out.takeByteArray();
        out.writeInt(4);
        out.clear();
        out.writeInt(5);
        assertThat(full).containsExactly(0, 0, 0, 1);
        assertThat(notFull).containsExactly(0, 0, 0, 2, 0, 0, 0, 3);
        assertThat(out.toByteArray()).containsExactly(0, 0, 0, 5);
    }

    @Test
    void readerStaysWithinItsStretch() {
        byte[] bytes = {9, 0, 0, 0, 1, 7, 9};
        ByteReader in = new ByteReader(bytes, 1, 5);
        assertThat(in.readBuffer("buffer")).containsExactly(7);
        assertThat(in.position()).isEqualTo(6);
        assertThatThrownBy(() -> in.readBoolean("flag"))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("flag at 6 needs 1 bytes with 0 left");
        assertThatThrownBy(() -> new ByteReader(bytes, 3, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ByteReader(bytes, -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        ByteWriter out = new ByteWriter();
        out.writeInt(3);
        out.writeRaw(new byte[11]);
        byte[] bytes = out.toByteArray();
        assertThatThrownBy(() -> new ByteReader(bytes).readCount(4, "names"))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("names at 0 has the count 3 with 11 bytes left");
        assertThat(new ByteReader(bytes).readCount(3, "names")).isEqualTo(3);
    }
}
