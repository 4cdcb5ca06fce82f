package io.troupe.journal;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** What an operator reads while a log is opened. */
final class LogLines implements LogObserver {
    private final Logger logger;
    private final LongSupplier clockSeconds;
    private final long startSeconds;
    private long lastSeconds;

    LogLines(Logger logger, LongSupplier clockSeconds) {
        this.logger = logger;
        this.clockSeconds = clockSeconds;
        this.startSeconds = clockSeconds.getAsLong();
        this.lastSeconds = startSeconds;
    }

    @Override
    public void tailCut(String file, long offset) {
        logger.warn(
                "The last write to the log before this peer went down was never completed, hence never acknowledged:"
                        + " {} is cut at offset {}",
                file,
                offset);
    }

    @Override
    public void snapshotPassedOver(String why) {
        logger.error("{}. An older snapshot and the log after it are used instead, if they are there", why);
    }

    @Override
    public void snapshotRead(long bytes, long bytesOfAll) {
        progress("snapshot", bytes, bytesOfAll);
    }

    /** A short log is read in silence. */
    @Override
    public void replayed(long bytes, long bytesOfAll) {
        progress("log", bytes, bytesOfAll);
    }

    private void progress(String what, long bytes, long bytesOfAll) {
        long nowSeconds = clockSeconds.getAsLong();
        if (nowSeconds > lastSeconds) {
            lastSeconds = nowSeconds;
            long bytesPerSecond = Math.max(1, bytes / (nowSeconds - startSeconds));
            logger.info(
                    "Reading the {}: {} % of {} MiB, {} MiB/s, {} s left",
                    what,
                    bytes * 100 / bytesOfAll,
                    bytesOfAll >> 20,
                    bytesPerSecond >> 20,
                    (bytesOfAll - bytes) / bytesPerSecond);
        }
    }
}
