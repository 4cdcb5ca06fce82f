package io.troupe.cli;

import io.troupe.client.recipe.DistributedLock;
import io.troupe.client.recipe.Held;
import io.troupe.model.ZnodePath;
import io.troupe.server.ExitStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command while a lock is held: the child knows its fencing token, and is ended when the lock is lost. */
@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs a command while a lock is held, and ends it when the lock is lost.",
        footer = {
            "",
            "The command finds the fencing token in TROUPE_LOCK_TOKEN and the lock's znode in TROUPE_LOCK_PATH.",
            "The exit status is the command's; 1 if the lock was lost or not to be had in time.",
            "",
            "Example: troupe lock reports -- ./write-report.sh"
        })
final class LockCommand implements Callable<Integer> {
    private static final long GRACE_SECONDS = 5;

    @Mixin
    private ClientOptions options;

    @Option(
            names = "--wait",
            paramLabel = "MILLIS",
            defaultValue = "9223372036854",
            description = "give up when it is not to be had for so long (for ever)")
    private long waitMillis;

    @Parameters(index = "0", paramLabel = "NAME", description = "the lock: a path, or a name below /locks")
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "what to run, after --")
    private List<String> command;

    @Override
    public Integer call() throws InterruptedException {
        String directory = name.startsWith("/") ? name : "/locks/" + name;
        ZnodePath.problemWith(directory).ifPresent(problem -> {
            throw options.wrong("the lock " + name + ": " + problem);
        });
        return options.run((client, out) -> {
            try (DistributedLock lock = new DistributedLock(client, directory)) {
                Held held = lock.acquireNow(Duration.ofMillis(waitMillis)).orElse(null);
                if (held == null) {
                    return options.fail(
                            ExitStatus.FAILURE,
                            "the lock " + directory + " was not to be had in " + waitMillis + " ms");
                }
                try (held) {
                    return runChild(held);
                }
            }
        });
    }

    private int runChild(Held held) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("TROUPE_LOCK_TOKEN", Long.toString(held.token()));
        builder.environment().put("TROUPE_LOCK_PATH", held.path());
        Process child;
        try {
            child = builder.start();
        } catch (IOException e) {
            return options.fail(ExitStatus.USAGE, "cannot run " + command.get(0) + ": " + e.getMessage());
        }
        // Where this process is told to end, so is the child, and only then the lock is free.
        Thread hook = new Thread(() -> end(child), "end-child");
        Runtime.getRuntime().addShutdownHook(hook);
        held.onLost().thenAccept(reason -> {
            options.fail(ExitStatus.FAILURE, "the lock is lost: " + reason + "; ending " + command.get(0));
            end(child);
        });
        int status = child.waitFor();
        boolean lost = !held.held();
        withdraw(hook);
        return lost ? ExitStatus.FAILURE.code() : status;
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook runs, and ends a child that has ended.
        }
    }

    /** With all that it started itself: a shell's own children would go on without the lock. */
    private static void end(Process child) {
        List<ProcessHandle> family = child.descendants().toList();
        family.forEach(ProcessHandle::destroy);
        child.destroy();
        try {
            if (!child.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                family.forEach(ProcessHandle::destroyForcibly);
                child.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
