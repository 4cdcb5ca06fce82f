package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** Another disk of which some calls wait for a gate to open, on the thread that makes them. */
public final class GatedDisk extends ForwardingDisk {
    private volatile CountDownLatch forces = new CountDownLatch(0);
    private volatile CountDownLatch reads = new CountDownLatch(0);

    public GatedDisk(Disk disk) {
        super(disk);
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
    protected DiskFile passed(DiskFile file) {
        return new ForwardingFile(file) {
            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                pass(reads);
                return super.read(into, position);
            }

            @Override
            public void force() throws IOException {
                pass(forces);
                super.force();
            }
        };
    }
}
