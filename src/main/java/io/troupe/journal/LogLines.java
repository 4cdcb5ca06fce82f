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

    /** A short log is read in silence. */
    @Override
    public void replayed(long bytes, long bytesOfAll) {
        long nowSeconds = clockSeconds.getAsLong();
        if (nowSeconds > lastSeconds) {
            lastSeconds = nowSeconds;
            logger.info(
                    "Reading the log: {} % of {} MiB, {} MiB/s",
                    bytes * 100 / bytesOfAll, bytesOfAll >> 20, (bytes >> 20) / (nowSeconds - startSeconds));
        }
    }
}
