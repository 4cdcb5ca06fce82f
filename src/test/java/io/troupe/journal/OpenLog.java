package io.troupe.journal;

import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A log, its fold and its reader, put together in one thread. */
final class OpenLog implements AutoCloseable {
    static final int SELF = 1;

    private final Disk disk;
    private final JournalSettings settings;
    private final SegmentedLog log;
    private final LogFold fold;
    private final LogReader reader;

    OpenLog(Disk disk, JournalSettings settings) throws IOException {
        this.disk = disk;
        this.settings = settings;
        this.log = SegmentedLog.open(disk, settings, LogObserver.SILENT);
        this.fold = log.replay();
        this.reader = new LogReader(disk, settings);
    }

    static JournalSettings settings(long segmentBytes, long preallocateBytes) {
        return new JournalSettings(SELF, segmentBytes, preallocateBytes, 0x5a17);
    }

    void append(List<LogRecord> records) throws IOException {
        List<Recorded> events = fold.toRecord(records, settings);
        for (Recorded event : events) {
            log.append(log.lastSeqNr() + 1, event);
        }
        log.force();
        events.forEach(fold::apply);
    }

    void prepareSpare() throws IOException {
        log.prepareSpare();
    }

    LogFold fold() {
        return fold;
    }

    List<Batch> read(long afterZxid, int maxBytes) throws IOException {
        ReadPlan plan = fold.planRead(afterZxid, Long.MAX_VALUE, maxBytes);
        return fold.stillLive(plan, reader.read(plan));
    }

    long floor(long zxid) throws IOException {
        FloorPlan plan = fold.planFloor(zxid);
        return fold.stillLive(plan, reader.floor(plan));
    }

    /** All records on disk in their order, without those that only open a segment. */
    List<LogRecord> records() throws IOException {
        List<LogRecord> records = new ArrayList<>();
        for (long segment : SegmentName.segmentsAmong(disk.list())) {
            try (SegmentScan scan = SegmentScan.open(disk, SELF, segment)) {
                for (Frame frame = scan.next(); frame != null; frame = scan.next()) {
                    LogRecord record = Recorded.decode(frame.payload()).record();
                    if (!(record instanceof LogRecord.Carried)) {
                        records.add(record);
                    }
                }
            }
        }
        return records;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
