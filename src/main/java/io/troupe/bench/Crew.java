package io.troupe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that each play one client which waits for its answers. */
final class Crew implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** What the one with the number {@code index} does until it is over. */
    interface Part {
        void play(int index) throws IOException, InterruptedException;
    }

    private Crew() {}

    static Crew of(int size, Part part) {
        Crew crew = new Crew();
        for (int i = 0; i < size; i++) {
            int index = i;
            Thread thread = new Thread(() -> crew.play(index, part), "bench-client-" + i);
            thread.setDaemon(true);
            crew.threads.add(thread);
        }
        crew.threads.forEach(Thread::start);
        return crew;
    }

    private void play(int index, Part part) {
        try {
            part.play(index);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** @throws BenchError what has ended one of them before its time */
    void check() {
        Exception cause = failure.get();
        if (cause instanceof BenchError error) {
            throw error;
        }
        if (cause != null) {
            throw new BenchError("nothing is measured, a client's connection broke: " + cause);
        }
    }

    /** Waits until all are through, for each of them as long as is given. */
    void await(long patienceMillis) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(patienceMillis);
            if (thread.isAlive()) {
                throw new BenchError("after " + patienceMillis / 1_000 + " s a client still waits for its answer");
            }
        }
        check();
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
