package io.troupe.journal;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** What an operator reads while a log is opened. */
final class LogLines implements LogObserver {
    private static final long EVERY_MILLIS = 1_000;

    private final Logger logger;
    private final LongSupplier monotonicMillis;
    private final long startMillis;
    private long lastMillis;

    LogLines(Logger logger, LongSupplier monotonicMillis) {
        this.logger = logger;
        this.monotonicMillis = monotonicMillis;
        this.startMillis = monotonicMillis.getAsLong();
        this.lastMillis = startMillis;
    }

    @Override
    public void tailCut(String file, long offset) {
        logger.warn(
                "The last write to the log before this peer went down was never completed, hence never acknowledged:"
                        + " {} was cut at offset {}",
                file,
                offset);
    }

    @Override
    public void replayed(long bytes, long bytesOfAll) {
        long now = monotonicMillis.getAsLong();
        if (now - lastMillis >= EVERY_MILLIS) {
            lastMillis = now;
            long mebibytesPerSecond = (bytes >> 20) * 1_000 / (now - startMillis);
            logger.info(
                    "Reading the log: {} % of {} MiB, {} MiB/s",
                    bytes * 100 / bytesOfAll, bytesOfAll >> 20, mebibytesPerSecond);
        }
    }
}
