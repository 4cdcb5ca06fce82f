package io.troupe.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads from Linux' {@code /proc} what a process has used up; elsewhere, or of somebody else's, there is nothing to
 * read.
 */
final class ProcFiles {
    /** USER_HZ, in which the kernel tells times to programs; 100 on all that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Counted from the one behind the name of the command, which may hold anything. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    private final Path proc;

    ProcFiles(Path proc) {
        this.proc = proc;
    }

    static ProcFiles ofThisMachine() {
        return new ProcFiles(Path.of("/proc"));
    }

    /** Of all of them together; empty where one cannot be read. */
    Optional<Usage> of(List<Long> pids) {
        Usage sum = Usage.NONE;
        for (long pid : pids) {
            Optional<Usage> usage = of(pid);
            if (usage.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(usage.get());
        }
        return pids.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private Optional<Usage> of(long pid) {
        Path process = proc.resolve(Long.toString(pid));
        try {
            double cpuSeconds = cpuSeconds(Files.readString(process.resolve("stat")));
            return Optional.of(new Usage(cpuSeconds, switches(process.resolve("task")), diskBytes(process)));
        } catch (IOException notThereOrNotOurs) {
            return Optional.empty();
        }
    }

    private static long diskBytes(Path process) throws IOException {
        return value(Files.readString(process.resolve("io")), "write_bytes:");
    }

    private static long switches(Path tasks) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                sum += switchesOf(thread);
            }
        }
        return sum;
    }

    private static long switchesOf(Path thread) {
        try {
            String status = Files.readString(thread.resolve("status"));
            return value(status, "voluntary_ctxt_switches:") + value(status, "nonvoluntary_ctxt_switches:");
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }

    /** Of all threads, also of those that have ended, from the text of the file {@code stat}. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split("\\s+");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    /** The number behind {@code name} at the beginning of a line; 0 where there is none. */
    static long value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).trim()))
                .findFirst()
                .orElse(0);
    }
}
