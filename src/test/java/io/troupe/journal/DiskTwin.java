package io.troupe.journal;

import io.troupe.journal.DiskFault.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that forgets as a real one does. It tells the death of a process, after which all that was written
 * can still be read, from the loss of power, after which only what was forced is sure to be there: bytes by the file's
 * force, names by the directory's. What was not forced may be there, gone, or there in part. A force that fails leaves
 * bytes that can be read until the power goes, and that a later force does not save. Faults come from a
 * {@link DiskFault.Source}. For one thread.
 */
public final class DiskTwin implements Disk {
    private Map<String, FileTwin> names = new TreeMap<>();
    private final Map<String, FileTwin> durableNames = new TreeMap<>();
    private final List<NameChange> unsyncedNames = new ArrayList<>();
    private DiskFault.Source faults = DiskFault.HEALTHY;
    private long stallMillis;
    private int process;

    /** From this name to that one; from null: created; to null: deleted. */
    private record NameChange(String from, String to, FileTwin file) {}

    /** The process that made this call is no more. An error, so that nothing on the way handles it. */
    public static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died(Call call, String file) {
            super("died in " + call + " " + file, null, false, false);
        }
    }

    /** From here on this decides what happens to each call. */
    public void strike(DiskFault.Source source) {
        this.faults = source;
    }

    /** How long the calls since the last question were late in all. */
    public long takeStallMillis() {
        long taken = stallMillis;
        stallMillis = 0;
        return taken;
    }

    /** The process dies: its files are closed, and the next one finds all that it wrote. */
    public void crash() {
        process++;
        faults = DiskFault.HEALTHY;
        stallMillis = 0;
    }

    /** The power goes: what was not forced is at the mercy of chance. */
    public void powerLoss(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        crash();
        for (NameChange change : unsyncedNames) {
            if (random.nextBoolean()) {
                toPlatter(change);
            }
        }
        unsyncedNames.clear();
        names = new TreeMap<>(durableNames);
        names.values().forEach(file -> file.powerLoss(random));
    }

    private void toPlatter(NameChange change) {
        if (change.from() != null && durableNames.get(change.from()) == change.file()) {
            durableNames.remove(change.from());
        }
        if (change.to() != null) {
            durableNames.put(change.to(), change.file());
        }
    }

    /** What a process reads in this file now, for tests that look or meddle. */
    public byte[] contents(String name) {
        return names.get(name).read(0, Integer.MAX_VALUE);
    }

    /** Puts a file there, whole and durable. */
    public void plant(String name, byte[] contents) {
        FileTwin file = new FileTwin();
        file.write(0, contents);
        file.force();
        names.put(name, file);
        durableNames.put(name, file);
    }

    @Override
    public List<String> list() throws IOException {
        return struck(Call.LIST, "", () -> List.copyOf(names.keySet()));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return struck(Call.CREATE, name, () -> {
            if (names.containsKey(name)) {
                throw new FileAlreadyExistsException(name);
            }
            FileTwin file = new FileTwin();
            names.put(name, file);
            unsyncedNames.add(new NameChange(null, name, file));
            return new Handle(name, file);
        });
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return struck(Call.OPEN, name, () -> new Handle(name, existing(name)));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        struck(Call.RENAME, from, () -> {
            FileTwin file = existing(from);
            names.remove(from);
            names.put(to, file);
            return unsyncedNames.add(new NameChange(from, to, file));
        });
    }

    @Override
    public void delete(String name) throws IOException {
        struck(Call.DELETE, name, () -> {
            FileTwin file = existing(name);
            names.remove(name);
            return unsyncedNames.add(new NameChange(name, null, file));
        });
    }

    private FileTwin existing(String name) throws NoSuchFileException {
        FileTwin file = names.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    @Override
    public void forceDirectory() throws IOException {
        struck(Call.FORCE_DIRECTORY, "", () -> {
            unsyncedNames.forEach(this::toPlatter);
            unsyncedNames.clear();
            return true;
        });
    }

    @Override
    public String locate(String name) {
        return "twin:/" + name;
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T struck(Call call, String file, Action<T> action) throws IOException {
        DiskFault fault = faults.next(call, file);
        if (fault instanceof DiskFault.Fail) {
            throw new IOException("Input/output error");
        } else if (fault instanceof DiskFault.Full) {
            throw new IOException("No space left on device");
        } else if (fault instanceof DiskFault.Stall stall) {
            stallMillis += stall.millis();
        } else if (fault instanceof DiskFault.Die die) {
            if (die.bytes() > 0) {
                action.run();
            }
            throw new Died(call, file);
        }
        return action.run();
    }

    /** A file as one process has it open; of no use once that one has died. */
    private final class Handle implements DiskFile {
        private final String name;
        private final FileTwin file;
        private final int owner = process;
        private boolean closed;

        Handle(String name, FileTwin file) {
            this.name = name;
            this.file = file;
        }

        private void checkAlive() throws IOException {
            if (owner != process || closed) {
                throw new IOException(name + " is closed");
            }
        }

        @Override
        public long size() throws IOException {
            checkAlive();
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            checkAlive();
            return struck(Call.READ, name, () -> {
                byte[] bytes = file.read((int) position, into.remaining());
                into.put(bytes);
                return bytes.length == 0 && into.hasRemaining() ? -1 : bytes.length;
            });
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            checkAlive();
            DiskFault fault = faults.next(Call.WRITE, name);
            byte[] taken = new byte[Math.min(from.remaining(), takes(fault))];
            from.get(taken);
            file.write((int) position, taken);
            if (fault instanceof DiskFault.Full) {
                throw new IOException("No space left on device");
            } else if (fault instanceof DiskFault.Fail) {
                throw new IOException("Input/output error");
            } else if (fault instanceof DiskFault.Die) {
                throw new Died(Call.WRITE, name);
            }
            return taken.length;
        }

        private int takes(DiskFault fault) {
            if (fault instanceof DiskFault.Short cut) {
                return Math.max(1, cut.bytes());
            } else if (fault instanceof DiskFault.Full full) {
                return full.bytes();
            } else if (fault instanceof DiskFault.Die die) {
                return die.bytes();
            } else if (fault instanceof DiskFault.Stall stall) {
                stallMillis += stall.millis();
            }
            return fault instanceof DiskFault.Fail ? 0 : Integer.MAX_VALUE;
        }

        @Override
        public void truncate(long size) throws IOException {
            checkAlive();
            struck(Call.TRUNCATE, name, () -> {
                file.truncate((int) size);
                return true;
            });
        }

        @Override
        public void force() throws IOException {
            checkAlive();
            try {
                struck(Call.FORCE, name, () -> {
                    file.force();
                    return true;
                });
            } catch (IOException e) {
                file.forceInVain();
                throw e;
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
