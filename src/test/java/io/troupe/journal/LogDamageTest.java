package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.troupe.zab.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small log of several segments, of which every byte is harmed in turn. */
class LogDamageTest {
    private static final JournalSettings SETTINGS = OpenLog.settings(400, 600);
    private static final String NAMED = "The transaction log is damaged: twin:/";

    private final List<LogRecord> written = new ArrayList<>();
    private final List<byte[]> files = new ArrayList<>();
    private long[] segments;
    private int recordsInLastGroup;

    @BeforeEach
    void writeSomeSegments() throws IOException {
        DiskTwin disk = new DiskTwin();
        OpenLog log = new OpenLog(disk, SETTINGS);
        History history = new History(5, 20);
        while (recordsInLastGroup != 1 || framesInLastSegment(disk) < 4) {
            log.prepareSpare();
            List<LogRecord> group = history.next();
            log.append(group);
            written.addAll(group);
            recordsInLastGroup = group.size();
        }
        segments = SegmentName.segmentsAmong(disk.list());
        for (long segment : segments) {
            files.add(disk.contents(SegmentName.of(segment)));
        }
        assertThat(segments).hasSizeBetween(3, 7);
    }

    /** Of the third segment or a later one. */
    private static int framesInLastSegment(DiskTwin disk) throws IOException {
        long[] segments = SegmentName.segmentsAmong(disk.list());
        int frames = 0;
        if (segments.length > 2) {
            try (SegmentScan scan = SegmentScan.open(disk, OpenLog.SELF, segments[segments.length - 1])) {
                while (scan.next() != null) {
                    frames++;
                }
            }
        }
        return frames;
    }

    private int last() {
        return segments.length - 1;
    }

    /** The same log with one file that has these contents instead, or that is missing. */
    private List<LogRecord> recordsWith(int index, byte[] contents) throws IOException {
        DiskTwin disk = new DiskTwin();
        for (int i = 0; i < segments.length; i++) {
            byte[] file = i == index ? contents : files.get(i);
            if (file != null) {
                disk.plant(SegmentName.of(segments[i]), file);
            }
        }
        return new OpenLog(disk, SETTINGS).records();
    }

    /** In the last record a flip may pass for a tear: nothing that was written later says that it was once whole. */
    @ParameterizedTest
    @ValueSource(ints = {0x01, 0xff})
    void noByteThatIsFlippedIsServedAsIfTheLogWereWhole(int mask) throws IOException {
        for (int index = 0; index < segments.length; index++) {
            for (int position = 0; position < files.get(index).length; position++) {
                byte[] flipped = files.get(index).clone();
                flipped[position] ^= (byte) mask;
                int segment = index;
                try {
                    List<LogRecord> found = recordsWith(segment, flipped);
                    assertThat(segment)
                            .as("segment %d, byte %d", index, position)
                            .isEqualTo(last());
                    assertThat(found)
                            .isEqualTo(written.subList(0, found.size()))
                            .hasSizeGreaterThanOrEqualTo(written.size() - recordsInLastGroup);
                } catch (DamagedLog | RefusedLog e) {
                    assertThat(e).hasMessageContaining(SegmentName.of(segments[segment]));
                }
            }
        }
    }

    @Test
    void everyBeginningOfTheLastSegmentIsABeginningOfTheLogOrIsRefused() throws IOException {
        for (int length = 0; length < files.get(last()).length; length++) {
            byte[] prefix = Arrays.copyOf(files.get(last()), length);
            try {
                List<LogRecord> found = recordsWith(last(), prefix);
                assertThat(found).isEqualTo(written.subList(0, found.size()));
            } catch (DamagedLog e) {
                assertThat(e).hasMessageStartingWith(NAMED + SegmentName.of(segments[last()]));
            }
        }
    }

    @Test
    void noEarlierSegmentMayEndEarly() {
        for (int length = 0; length < files.get(1).length; length++) {
            byte[] prefix = Arrays.copyOf(files.get(1), length);
            assertThat(catchThrowable(() -> recordsWith(1, prefix)))
                    .as("%d bytes", length)
                    .isInstanceOf(DamagedLog.class);
        }
    }

    @Test
    void noSegmentButTheLastMayBeMissing() throws IOException {
        for (int index = 0; index < last(); index++) {
            int missing = index;
            assertThatThrownBy(() -> recordsWith(missing, null))
                    .isInstanceOf(DamagedLog.class)
                    .hasMessageStartingWith(NAMED + SegmentName.of(segments[missing + 1]))
                    .hasMessageContaining("missing");
        }
    }

    @Test
    void aBrokenFrameWithAWholeOneAfterItIsDamageWithAName() throws IOException {
        long broken;
        long next;
        try (SegmentScan scan = scan(files.get(last()))) {
            scan.next();
            broken = scan.position();
            scan.next();
            next = scan.position();
            assertThat(scan.next()).isNotNull();
        }
        byte[] harmed = files.get(last()).clone();
        harmed[(int) broken + FrameHeader.BYTES] ^= 1;

        assertThatThrownBy(() -> recordsWith(last(), harmed))
                .hasMessageStartingWith(NAMED + SegmentName.of(segments[last()]) + ", offset " + broken + ": frame ")
                .hasMessageContaining("stands at offset " + next)
                .hasMessageContaining("Restore the file");
    }

    @Test
    void aWholeFrameInAWrongPlaceIsDamage() throws IOException {
        byte[] doubled = files.get(last()).clone();
        long from;
        long end;
        try (SegmentScan scan = scan(doubled)) {
            scan.next();
            from = scan.position();
            scan.next();
            end = scan.position();
            while (scan.next() != null) {
                // On to the end.
            }
            System.arraycopy(doubled, (int) from, doubled, (int) scan.position(), (int) (end - from));
        }

        assertThatThrownBy(() -> recordsWith(last(), doubled)).hasMessageContaining("stands where frame");
    }

    private SegmentScan scan(byte[] contents) throws IOException {
        DiskTwin disk = new DiskTwin();
        disk.plant(SegmentName.of(segments[last()]), contents);
        return SegmentScan.open(disk, OpenLog.SELF, segments[last()]);
    }
}
