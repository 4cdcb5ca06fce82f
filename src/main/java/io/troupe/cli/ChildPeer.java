package io.troupe.cli;

import io.troupe.server.StartError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One peer in a process of its own, which prints into its log file. */
final class ChildPeer {
    private static final int TAIL_LINES = 12;

    private final EnsemblePlan.Seat seat;
    private final Process process;
    private final long logStart;

    private ChildPeer(EnsemblePlan.Seat seat, Process process, long logStart) {
        this.seat = seat;
        this.process = process;
        this.logStart = logStart;
    }

    /** @throws StartError where the process cannot even be made */
    static ChildPeer start(EnsemblePlan.Seat seat, List<String> command) {
        File log = seat.log().toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        // The launcher has built what is to run; three of them must not build it again at once.
        builder.environment().put("TROUPE_BUILD", "no");
        try {
            long logStart = Files.exists(seat.log()) ? Files.size(seat.log()) : 0;
            return new ChildPeer(seat, builder.start(), logStart);
        } catch (IOException e) {
            throw new StartError("peer " + seat.id() + " cannot be started: " + e.getMessage());
        }
    }

    EnsemblePlan.Seat seat() {
        return seat;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with this peer when its process has ended. */
    CompletableFuture<ChildPeer> end() {
        return process.onExit().thenApply(ended -> this);
    }

    /** How it ended, and the last that it printed. */
    String obituary() {
        StringBuilder text = new StringBuilder("peer " + seat.id() + " has ended, exit status " + process.exitValue());
        for (String line : EnsembleFiles.tail(seat.log(), logStart, TAIL_LINES)) {
            text.append(System.lineSeparator()).append("    ").append(line);
        }
        return text.toString();
    }

    /** Asks it to stop. */
    void stop() {
        process.destroy();
    }

    /** Waits until it has stopped; one that does not in time is killed. */
    void awaitEnd(long patienceMillis) throws InterruptedException {
        if (!process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }
}
