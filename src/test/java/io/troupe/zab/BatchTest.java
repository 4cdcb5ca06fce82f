package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Zxid;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final Batch batch = Batch.sequence(
            Zxid.of(3, 7), 123, 2, List.of(new Submission(2, new byte[] {1, 2, 3}), new Submission(1, new byte[0])));

    @Test
    void everyEntryTakesOneZxid() {
        assertThat(batch.firstZxid()).isEqualTo(Zxid.of(3, 7));
        assertThat(batch.lastZxid()).isEqualTo(Zxid.of(3, 9));
        assertThat(batch.count()).isEqualTo(3);
    }

    @Test
    void whatIsDecodedIsWhatWasSequenced() {
        Batch decoded = Batch.decode(batch.bytes().clone());

        assertThat(decoded).isEqualTo(batch).hasSameHashCodeAs(batch);
        assertThat(decoded.stampMillis()).isEqualTo(123);
        assertThat(decoded.rulesVersion()).isEqualTo(2);
        assertThat(decoded.parcels()).containsExactly(ByteBuffer.wrap(new byte[] {1, 2, 3}), ByteBuffer.allocate(0));
    }

    @Test
    void parcelsCannotBeChangedAndAreReadAnewEachTime() {
        batch.parcels().get(0).get();

        assertThat(batch.parcels().get(0).isReadOnly()).isTrue();
        assertThat(batch.parcels().get(0).remaining()).isEqualTo(3);
    }

    @Test
    void everyFlippedBitIsFound() {
        for (int bit = 0; bit < batch.bytes().length * 8; bit++) {
            byte[] damaged = batch.bytes().clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Batch.decode(damaged)).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void everyCutIsFound() {
        for (int length = 0; length < batch.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(batch.bytes(), length);
            assertThatThrownBy(() -> Batch.decode(cut)).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void aBatchNeverRunsOverTheEndOfItsEpoch() {
        List<Submission> two = List.of(new Submission(2, new byte[0]));

        assertThat(Batch.sequence(Zxid.of(1, Zxid.MAX_COUNTER - 1), 0, 1, two).lastZxid())
                .isEqualTo(Zxid.of(1, Zxid.MAX_COUNTER));
        assertThatThrownBy(() -> Batch.sequence(Zxid.of(1, Zxid.MAX_COUNTER), 0, 1, two))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void nothingIsNoBatch() {
        assertThatThrownBy(() -> Batch.sequence(Zxid.of(1, 1), 0, 1, List.of())).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> new Submission(0, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
