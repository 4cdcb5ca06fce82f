package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.zab.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentedLogTest {
    private static final JournalSettings SMALL_SEGMENTS = OpenLog.settings(500, 0);

    private final DiskTwin disk = new DiskTwin();
    private final History history = new History(1, 100);

    private List<LogRecord> append(OpenLog log, int groups) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            List<LogRecord> group = history.next();
            log.append(group);
            records.addAll(group);
        }
        return records;
    }

    @Test
    void anEmptyDirectoryIsAnEmptyLog() throws IOException {
        OpenLog log = new OpenLog(disk, SMALL_SEGMENTS);

        assertThat(log.fold().lastSeqNr()).isZero();
        assertThat(log.fold().state().blank()).isTrue();
        assertThat(disk.list()).isEmpty();
    }

    @Test
    void whatWasAppendedIsThereWhenTheLogIsOpenedAgain() throws IOException {
        List<LogRecord> written = append(new OpenLog(disk, SMALL_SEGMENTS), 40);
        disk.powerLoss(1);

        OpenLog log = new OpenLog(disk, SMALL_SEGMENTS);

        assertThat(log.records()).isEqualTo(written);
        assertThat(log.fold().state()).isEqualTo(history.state());
    }

    @Test
    void eachSegmentIsNamedAfterItsFirstFrameAndOpensWithWhatAllBeforeAddsUpTo() throws IOException {
        append(new OpenLog(disk, SMALL_SEGMENTS), 40);

        long[] segments = SegmentName.segmentsAmong(disk.list());
        assertThat(segments).hasSizeGreaterThan(3).startsWith(1);
        for (long segment : segments) {
            try (SegmentScan scan = SegmentScan.open(disk, OpenLog.SELF, segment)) {
                Frame first = scan.next();
                assertThat(first.seqNr()).isEqualTo(segment);
                assertThat(Recorded.decode(first.payload()).record()).isInstanceOf(LogRecord.Carried.class);
            }
        }
    }

    @Test
    void aSegmentTakesTheRoomThatWasMadeForItAndGivesBackWhatItDidNotUse() throws IOException {
        OpenLog log = new OpenLog(disk, OpenLog.settings(500, 4_000));
        log.prepareSpare();
        append(log, 1);

        assertThat(disk.contents(SegmentName.of(1))).hasSize(4_000);
        append(log, 20);
        assertThat(disk.contents(SegmentName.of(1))).hasSizeBetween(500, 1_500);
    }

    @Test
    void aRecordLargerThanTheBufferGoesToTheDiskWhole() throws IOException {
        History large = new History(2, 1 << 20);
        JournalSettings settings = OpenLog.settings(1 << 20, 0);
        OpenLog log = new OpenLog(disk, settings);
        for (int i = 0; i < 6; i++) {
            log.append(large.next());
        }

        assertThat(new OpenLog(disk, settings).read(0, Integer.MAX_VALUE)).isEqualTo(large.live());
    }

    @Test
    void aDiskThatTakesLittleAtATimeIsWrittenToUntilAllIsThere() throws IOException {
        OpenLog log = new OpenLog(disk, SMALL_SEGMENTS);
        disk.strike((call, file) -> new DiskFault.Short(7));
        List<LogRecord> written = append(log, 10);
        disk.powerLoss(1);

        assertThat(new OpenLog(disk, SMALL_SEGMENTS).records()).isEqualTo(written);
    }

    @Test
    void aLogThatHasFailedTakesNothingAnyMore() throws IOException {
        OpenLog log = new OpenLog(disk, SMALL_SEGMENTS);
        append(log, 3);
        List<LogRecord> group = history.next();
        disk.strike((call, file) -> call == DiskFault.Call.FORCE ? new DiskFault.Fail() : DiskFault.None.NONE);
        assertThatThrownBy(() -> log.append(group))
                .isInstanceOf(LogFailed.class)
                .hasMessageContaining("twin:/0000000000000000001.log")
                .hasMessageContaining("Input/output error");
        disk.strike(DiskFault.HEALTHY);

        assertThatThrownBy(() -> log.append(group)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFullDiskIsCalledSoAndWithRoomTheLogHasAllThatItAcknowledged() throws IOException {
        OpenLog log = new OpenLog(disk, SMALL_SEGMENTS);
        List<LogRecord> acknowledged = append(log, 3);
        disk.strike((call, file) -> call == DiskFault.Call.WRITE ? new DiskFault.Full(20) : DiskFault.None.NONE);
        assertThatThrownBy(() -> append(log, 1))
                .isInstanceOf(LogFailed.class)
                .hasMessageStartingWith("The disk is full: twin:/0000000000000000001.log")
                .hasMessageContaining("Free space and start this peer again");
        disk.crash();

        assertThat(new OpenLog(disk, SMALL_SEGMENTS).records()).isEqualTo(acknowledged);
    }

    @Test
    void roomThatCannotBeMadeInAdvanceIsDoneWithout() throws IOException {
        OpenLog log = new OpenLog(disk, OpenLog.settings(500, 4_000));
        disk.strike((call, file) -> call == DiskFault.Call.WRITE ? new DiskFault.Full(20) : DiskFault.None.NONE);
        assertThatThrownBy(log::prepareSpare).isInstanceOf(IOException.class);
        disk.strike(DiskFault.HEALTHY);

        List<LogRecord> written = append(log, 20);
        assertThat(new OpenLog(disk, SMALL_SEGMENTS).records()).isEqualTo(written);
    }

    @Test
    void filesOfAnotherPeerAreRefused() throws IOException {
        append(new OpenLog(disk, SMALL_SEGMENTS), 3);

        assertThatThrownBy(() -> new OpenLog(disk, new JournalSettings(2, 500, 0, 1)))
                .isInstanceOf(RefusedLog.class)
                .hasMessageContaining("belongs to peer 1, but this is peer 2");
    }

    @Test
    void filesOfAnotherFormatVersionAreRefused() throws IOException {
        append(new OpenLog(disk, SMALL_SEGMENTS), 3);
        byte[] segment = disk.contents(SegmentName.of(1));
        segment[11] = 9;
        disk.plant(SegmentName.of(1), segment);

        assertThatThrownBy(() -> new OpenLog(disk, SMALL_SEGMENTS))
                .isInstanceOf(RefusedLog.class)
                .hasMessageContaining("twin:/0000000000000000001.log has format version 9");
    }

    @Test
    void framesMustFollowEachOther() throws IOException {
        SegmentedLog log = SegmentedLog.open(disk, SMALL_SEGMENTS, LogObserver.SILENT);
        Recorded carried = Recorded.of(new LogRecord.Carried(history.state()));

        assertThatThrownBy(() -> log.append(2, carried)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.append(1, Recorded.of(history.next().get(0))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
