package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Another disk of which some calls wait for a gate to open, on the thread that makes them. */
public final class GatedDisk implements Disk {
    private final Disk disk;
    private volatile CountDownLatch forces = new CountDownLatch(0);
    private volatile CountDownLatch reads = new CountDownLatch(0);

    public GatedDisk(Disk disk) {
        this.disk = disk;
    }

    /** From here on no force returns until {@link #openGates}. */
    public void holdForces() {
        forces = new CountDownLatch(1);
    }

    /** From here on no read returns until {@link #openGates}. */
    public void holdReads() {
        reads = new CountDownLatch(1);
    }

    public void openGates() {
        forces.countDown();
        reads.countDown();
    }

    private static void pass(CountDownLatch gate) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new Gated(disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new Gated(disk.open(name));
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

    private final class Gated implements DiskFile {
        private final DiskFile file;

        Gated(DiskFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            pass(reads);
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
            pass(forces);
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
