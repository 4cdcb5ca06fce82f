package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One peer's log on its disk. It has one owner, which may be a thread or a simulation, and knows neither. What is
 * appended is durable when {@link #force} has returned. After the first failure it takes nothing any more: what the
 * disk then holds is known to nobody, and a force that is tried again may succeed without having written anything.
 */
public final class SegmentedLog implements AutoCloseable {
    private static final int BUFFER_BYTES_MAX = 256 << 10;

    private final Disk disk;
    private final JournalSettings settings;
    private final LogObserver observer;
    private final SpareSegment spare;
    private final ByteBuffer buffer;
    private @Nullable SegmentWriter writer;
    private long lastSeqNr;
    private boolean failed;

    private SegmentedLog(Disk disk, JournalSettings settings, LogObserver observer) {
        this.disk = disk;
        this.settings = settings;
        this.observer = observer;
        this.spare = new SpareSegment(disk, settings.preallocateBytes());
        this.buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER_BYTES_MAX, settings.segmentBytes()));
    }

    /**
     * Repairs what a crash may leave and makes durable what can be read.
     *
     * @throws DamagedLog if the files are not what was written
     * @throws RefusedLog if they are another peer's or another version's
     * @throws LogFailed if the disk fails
     */
    public static SegmentedLog open(Disk disk, JournalSettings settings, LogObserver observer) throws IOException {
        SegmentedLog log = new SegmentedLog(disk, settings, observer);
        try {
            LogOpening.End end = new LogOpening(disk, settings, observer, log.buffer).open();
            log.lastSeqNr = end.lastSeqNr();
            log.writer = end.writer();
            return log;
        } catch (DamagedLog | RefusedLog e) {
            throw e;
        } catch (IOException e) {
            throw LogFailed.at(disk.locate(""), e);
        }
    }

    public long lastSeqNr() {
        return lastSeqNr;
    }

    /** Reads all segments and adds up what they say. Only before the first append, or when all has been forced. */
    public LogFold replay() throws IOException {
        return new LogReplay(disk, settings, observer).run(lastSeqNr);
    }

    /** Gathers one more record. It is not durable yet, and may not even be written. */
    public void append(long seqNr, Recorded event) throws IOException {
        if (seqNr != lastSeqNr + 1) {
            throw new IllegalArgumentException("frame " + seqNr + " does not follow frame " + lastSeqNr);
        }
        SegmentWriter open = writer;
        if (open == null && !event.opensSegment()) {
            throw new IllegalArgumentException("a log does not begin with " + event);
        }
        guarded(() -> {
            if (open == null || event.opensSegment()) {
                openSegment(seqNr, event);
            } else {
                open.append(seqNr, event);
            }
        });
        lastSeqNr = seqNr;
    }

    /** Returns when all that was appended is durable. */
    public void force() throws IOException {
        guarded(() -> {
            if (writer != null) {
                writer.force();
            }
        });
    }

    /** Makes room for the next segment; may run beside everything else, on a thread of its own, one call at a time. */
    public void prepareSpare() throws IOException {
        spare.prepare();
    }

    /** A segment has its name only when its header and first frame are durable: no crash leaves one without. */
    private void openSegment(long seqNr, Recorded first) throws IOException {
        int link = writer == null ? 0 : writer.lastChecksum();
        if (writer != null) {
            writer.finish();
        }
        DiskFile file = spare.take();
        String unfinished = file == null ? SegmentName.unfinished(seqNr) : SegmentName.spare();
        if (file == null) {
            file = disk.create(unfinished);
        }
        SegmentHeader header =
                new SegmentHeader(SegmentHeader.VERSION, settings.peerId(), seqNr, link, settings.salt());
        file.writeFully(header.encode(), 0);
        String name = SegmentName.of(seqNr);
        SegmentWriter opened =
                new SegmentWriter(disk.locate(name), file, settings.salt(), SegmentHeader.BYTES, link, buffer);
        writer = opened;
        opened.append(seqNr, first);
        opened.force();
        disk.rename(unfinished, name);
        disk.forceDirectory();
    }

    private interface DiskCalls {
        void run() throws IOException;
    }

    private void guarded(DiskCalls calls) throws IOException {
        if (failed) {
            throw new IllegalStateException("the log has failed and takes nothing any more");
        }
        failed = true;
        try {
            calls.run();
            failed = false;
        } catch (IOException e) {
            throw LogFailed.at(writer == null ? disk.locate("") : writer.path(), e);
        }
    }

    /** Closes the files. What was not forced may be lost. */
    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
        spare.close();
    }
}
