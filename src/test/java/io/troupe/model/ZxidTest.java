package io.troupe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.zookeeper.server.util.ZxidUtils;
import org.junit.jupiter.api.Test;

class ZxidTest {

    @Test
    void zxidIsTakenApartAsItWasMade() {
        for (long epoch : new long[] {0, 1, 77, Integer.MAX_VALUE}) {
            for (long counter : new long[] {0, 1, 0x8000_0000L, Zxid.MAX_COUNTER}) {
                long zxid = Zxid.of(epoch, counter);
                assertThat(Zxid.epochOf(zxid)).isEqualTo(epoch);
                assertThat(Zxid.counterOf(zxid)).isEqualTo(counter);
                assertThat(zxid).isEqualTo(ZxidUtils.makeZxid(epoch, counter));
            }
        }
    }

    @Test
    void laterEpochIsGreaterWhateverTheCounters() {
        assertThat(Zxid.of(2, 0)).isGreaterThan(Zxid.of(1, Zxid.MAX_COUNTER));
        assertThat(Zxid.of(1, 0)).isGreaterThan(Zxid.NONE);
        assertThat(Zxid.of(Integer.MAX_VALUE, 0)).isGreaterThan(Zxid.of(1, 1));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Zxid.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Zxid.of(1L << 31, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Zxid.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Zxid.of(0, Zxid.MAX_COUNTER + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textIsTheOneOperatorsKnow() {
        assertThat(Zxid.text(Zxid.of(2, 3))).isEqualTo("0x200000003");
        assertThat(Zxid.text(Zxid.NONE)).isEqualTo("0x0");
    }
}
