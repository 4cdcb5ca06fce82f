package io.troupe.cli;

import io.troupe.server.ExitStatus;
import io.troupe.server.PeerProcess;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a peer until it ends, and ends it when the process is told to (SIGTERM, Ctrl-C). A JVM that a signal stops
 * would end with 128 plus its number; a supervisor is to see 0, so the hook itself ends the process.
 */
final class SignalledStop {
    /** Supervisors kill after 10 s. Leaving a stuck peer before that is safe: what is acknowledged is on disk. */
    static final long PATIENCE_MILLIS = 8_000;

    private SignalledStop() {}

    /** @param patienceMillis for which the peer may take to stop before it is left as it is */
    static ExitStatus run(Supplier<PeerProcess> start, long patienceMillis) throws InterruptedException {
        AtomicReference<@Nullable PeerProcess> peer = new AtomicReference<>();
        return during(() -> stop(peer.get(), patienceMillis), () -> {
            PeerProcess started = start.get();
            peer.set(started);
            return started.awaitTermination();
        });
    }

    /** Runs {@code work}; a signal meanwhile runs {@code stop} and ends the process with status 0. */
    static ExitStatus during(Runnable stop, Work work) throws InterruptedException {
        Thread hook = new Thread(
                () -> {
                    stop.run();
                    Runtime.getRuntime().halt(ExitStatus.OK.code());
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            withdraw(hook);
        }
    }

    /** What goes on until a signal comes, or until it ends of itself. */
    interface Work {
        ExitStatus run() throws InterruptedException;
    }

    private static void withdraw(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // A signal is being obeyed, and it is the hook that ends the process.
            hook.join();
        }
    }

    private static void stop(@Nullable PeerProcess peer, long patienceMillis) {
        if (peer == null) {
            return; // It was still reading its log; nothing is acknowledged by it yet.
        }
        Thread stopping = new Thread(peer::stop, "stop-peer");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(patienceMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
