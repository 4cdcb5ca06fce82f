package io.troupe.journal;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** What the log tells those who watch it at work. */
public interface LogObserver {
    LogObserver SILENT = new LogObserver() {};

    /** Lines for an operator. {@code clockSeconds} tells no more than how fast a long file is read. */
    static LogObserver lines(Logger logger, LongSupplier clockSeconds) {
        return new LogLines(logger, clockSeconds);
    }

    /** The last write before a crash had come to the disk in part; that part was cut away. */
    default void tailCut(String file, long offset) {}

    /** A snapshot is not what was written; an older one, and more of the log, may stand in for it. */
    default void snapshotPassedOver(String why) {}

    /** How far the reading of a snapshot has come. */
    default void snapshotRead(long bytes, long bytesOfAll) {}

    /** How far the reading of all segments has come. */
    default void replayed(long bytes, long bytesOfAll) {}
}
