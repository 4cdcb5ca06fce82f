package io.troupe.server;

import io.troupe.journal.Disk;
import io.troupe.journal.DiskFile;
import io.troupe.journal.ForwardingDisk;
import io.troupe.journal.ForwardingFile;
import io.troupe.metrics.Spread;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** A disk that measures how long each forcing of bytes takes. */
final class TimedDisk extends ForwardingDisk {
    private final LongSupplier nanoTime;
    private final List<Spread> forced;

    TimedDisk(Disk disk, LongSupplier nanoTime, List<Spread> forced) {
        super(disk);
        this.nanoTime = nanoTime;
        this.forced = List.copyOf(forced);
    }

    @Override
    protected DiskFile passed(DiskFile file) {
        return new ForwardingFile(file) {
            @Override
            public void force() throws IOException {
                long begin = nanoTime.getAsLong();
                super.force();
                long took = nanoTime.getAsLong() - begin;
                forced.forEach(spread -> spread.add(1, took, took, took));
            }
        };
    }
}
