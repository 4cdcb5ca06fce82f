package io.troupe.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that fills up soon: a file system in memory, mounted where a test wants it. */
final class SmallDisk implements AutoCloseable {
    private final Path at;

    private SmallDisk(Path at) {
        this.at = at;
    }

    /** Whether this process may mount; tried out below {@code directory}. */
    static boolean permitted(Path directory) throws IOException {
        Path trial = Files.createDirectory(directory.resolve("trial"));
        try {
            mount(trial, 1).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    static SmallDisk mount(Path at, int megabytes) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", at.toString());
        return new SmallDisk(at);
    }

    void grow(int megabytes) throws IOException {
        run("mount", "-o", "remount,size=" + megabytes + "m", at.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("refused: " + String.join(" ", command));
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", at.toString());
    }
}
