package io.troupe.simulation;

import io.troupe.journal.Disk;
import io.troupe.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The way from one process to its machine's disk: each call may fail, take long, or be the last thing that the process
 * does. What the disk remembers is the twin's business. A call of a process that is dead never reaches it.
 */
final class VirtualDisk implements Disk {
    /** Unwinds the code of a process that has died in the middle of it. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1;

        ProcessDied() {
            super("the process is gone", null, false, false);
        }
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private final Disk twin;
    private final DiskFaults faults;
    private boolean processIsGone;

    VirtualDisk(Disk twin, DiskFaults faults) {
        this.twin = twin;
        this.faults = faults;
    }

    void processGone() {
        processIsGone = true;
    }

    private <T> T call(long costMicros, Call<T> call) throws IOException {
        strike(costMicros);
        return call.run();
    }

    private void strike(long costMicros) throws IOException {
        if (!processIsGone) {
            faults.strike(costMicros);
        }
        // The strike may have killed it.
        if (processIsGone) {
            throw new ProcessDied();
        }
    }

    private <T> T look(Call<T> call) throws IOException {
        if (processIsGone) {
            throw new ProcessDied();
        }
        return call.run();
    }

    @Override
    public List<String> list() throws IOException {
        return look(twin::list);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new File(call(DiskFaults.NAME_MICROS, () -> twin.create(name)));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new File(look(() -> twin.open(name)));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        strike(DiskFaults.NAME_MICROS);
        twin.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        strike(DiskFaults.NAME_MICROS);
        twin.delete(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        strike(DiskFaults.FORCE_MICROS);
        twin.forceDirectory();
    }

    @Override
    public String locate(String name) {
        return twin.locate(name);
    }

    private final class File implements DiskFile {
        private final DiskFile file;

        File(DiskFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return look(file::size);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return look(() -> file.read(into, position));
        }

        /** Dies with a part of it done now and then: the twin then has a torn write to remember. */
        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            if (faults.tears() && from.remaining() > 1 && !processIsGone) {
                ByteBuffer part = from.duplicate();
                part.limit(part.position() + 1 + faults.below(part.remaining() - 1));
                file.write(part, position);
            }
            return call(DiskFaults.WRITE_MICROS, () -> file.write(from, position));
        }

        @Override
        public void truncate(long size) throws IOException {
            strike(DiskFaults.NAME_MICROS);
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            strike(DiskFaults.FORCE_MICROS);
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
