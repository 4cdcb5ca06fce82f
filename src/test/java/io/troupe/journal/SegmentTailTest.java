package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two frames that went to the disk in one write, and one of a later write. */
class SegmentTailTest {
    private static final JournalSettings SETTINGS = OpenLog.settings(10_000, 2_000);

    private final DiskTwin disk = new DiskTwin();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> cuts = new ArrayList<>();
    private final byte[] whole;

    SegmentTailTest() throws IOException {
        SegmentedLog log = SegmentedLog.open(disk, SETTINGS, LogObserver.SILENT);
        log.prepareSpare();
        log.append(1, Recorded.of(new LogRecord.Carried(LogState.BLANK)));
        log.append(2, Recorded.of(new LogRecord.EpochPromised(1, 1)));
        log.append(3, Recorded.of(new LogRecord.EpochEntered(1, 1, 9)));
        log.force();
        log.append(4, Recorded.of(new LogRecord.EpochPromised(2, 1)));
        log.force();
        try (SegmentScan scan = SegmentScan.open(disk, OpenLog.SELF, 1)) {
            do {
                starts.add((int) scan.position());
            } while (scan.next() != null);
        }
        whole = disk.contents(SegmentName.of(1));
    }

    /** Opens the log with these bytes of its segment wiped out. */
    private long lastSeqNrWithout(int from, int to) throws IOException {
        Arrays.fill(whole, from, to, (byte) 0);
        disk.plant(SegmentName.of(1), whole);
        return SegmentedLog.open(disk, SETTINGS, new LogObserver() {
                    @Override
                    public void tailCut(String file, long offset) {
                        cuts.add((int) offset);
                    }
                })
                .lastSeqNr();
    }

    @Test
    void roomThatWasMadeInAdvanceIsACleanEnd() throws IOException {
        assertThat(lastSeqNrWithout(1_999, 2_000)).isEqualTo(4);
        assertThat(lastSeqNrWithout(starts.get(3), 2_000)).isEqualTo(3);
        assertThat(cuts).isEmpty();
    }

    @Test
    void aTornFrameIsCutOffAndTheCutIsReported() throws IOException {
        assertThat(lastSeqNrWithout(starts.get(3), starts.get(3) + FrameHeader.BYTES))
                .isEqualTo(3);
        assertThat(cuts).containsExactly(starts.get(3));
    }

    @Test
    void aWriteOfWhichOnlyTheLaterPartCameToTheDiskIsTorn() throws IOException {
        Arrays.fill(whole, starts.get(3), 2_000, (byte) 0);
        assertThat(lastSeqNrWithout(starts.get(1), starts.get(2))).isEqualTo(1);
        assertThat(cuts).containsExactly(starts.get(1));
    }

    @Test
    void aFrameThatIsMissingBeforeOneOfALaterWriteIsDamage() {
        assertThatThrownBy(() -> lastSeqNrWithout(starts.get(1), starts.get(2)))
                .isInstanceOf(DamagedLog.class)
                .hasMessageContaining(
                        "frame 2 is broken, but frame 4, written after it, stands at offset " + starts.get(3));
    }

    @Test
    void aLaterHeaderProvesEnoughEvenIfItsOwnFrameIsTorn() {
        whole[starts.get(3) + FrameHeader.BYTES] ^= 1;
        assertThatThrownBy(() -> lastSeqNrWithout(starts.get(2), starts.get(2) + FrameHeader.BYTES))
                .isInstanceOf(DamagedLog.class)
                .hasMessageContaining("frame 3 is broken, but frame 4");
    }

    /** A client that stores what looks like a later frame must not make a torn tail look like damage. */
    @Test
    void bytesThatLookLikeAFrameButLackTheSaltProveNothing() throws IOException {
        Recorded event = Recorded.of(new LogRecord.EpochPromised(9, 1));
        FrameHeader.of(event, SETTINGS.salt() + 1, 0, 9, 0)
                .put(ByteBuffer.wrap(whole).position(1_000));

        assertThat(lastSeqNrWithout(starts.get(3), starts.get(4))).isEqualTo(3);
        assertThat(cuts).containsExactly(starts.get(3));
    }
}
