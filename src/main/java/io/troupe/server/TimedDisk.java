package io.troupe.server;

import io.troupe.journal.Disk;
import io.troupe.journal.DiskFile;
import io.troupe.metrics.Spread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;

/** A disk that measures how long each forcing of bytes takes. */
record TimedDisk(Disk disk, LongSupplier nanoTime, List<Spread> forced) implements Disk {
    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new TimedFile(disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new TimedFile(disk.open(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        disk.forceDirectory();
    }

    @Override
    public String locate(String name) {
        return disk.locate(name);
    }

    private final class TimedFile implements DiskFile {
        private final DiskFile file;

        TimedFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return file.write(from, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            long begin = nanoTime.getAsLong();
            file.force();
            long took = nanoTime.getAsLong() - begin;
            forced.forEach(spread -> spread.add(1, took, took, took));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
