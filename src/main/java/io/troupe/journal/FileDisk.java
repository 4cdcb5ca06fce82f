package io.troupe.journal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory of the real file system, held by this process alone from {@link #open} to {@link #close}. */
public final class FileDisk implements Disk, AutoCloseable {
    private static final String LOCK = "lock";

    /** Asked first: on POSIX systems, closing a file lets go of every lock that the process has on it. */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;
    private final Set<FileDiskFile> open = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private FileDisk(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Takes a directory, which is created if need be. @throws DirectoryInUse if another process, or this one, holds it
     */
    public static FileDisk open(Path directory) throws IOException {
        Path real = createDurably(directory).toRealPath();
        if (!HELD_BY_THIS_PROCESS.add(real)) {
            throw new DirectoryInUse(real);
        }
        FileChannel lock = null;
        try {
            lock = FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new DirectoryInUse(real);
            }
            return new FileDisk(real, lock);
        } catch (IOException e) {
            if (lock != null) {
                lock.close();
            }
            HELD_BY_THIS_PROCESS.remove(real);
            throw e;
        }
    }

    /** A directory that a power loss takes away takes its files along: so each new name is forced in its parent. */
    private static Path createDurably(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Path parent = requireNonNull(absolute.getParent(), "only a root has no parent, and is there");
            createDurably(parent);
            Files.createDirectory(absolute);
            force(parent);
        }
        return absolute;
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toList());
        }
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        checkHeld();
        return remember(FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        checkHeld();
        return remember(FileChannel.open(directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    private DiskFile remember(FileChannel channel) {
        FileDiskFile file = new FileDiskFile(channel, open::remove);
        open.add(file);
        return file;
    }

    private void checkHeld() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        checkHeld();
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        checkHeld();
        Files.delete(directory.resolve(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        force(directory);
    }

    @Override
    public String locate(String name) {
        return directory.resolve(name).toString();
    }

    /** Closes every file that is still open and lets go of the directory: from here on nothing can write to it. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        for (FileDiskFile file : open) {
            file.close();
        }
        lock.close();
        HELD_BY_THIS_PROCESS.remove(directory);
    }
}
