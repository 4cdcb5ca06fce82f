package io.troupe.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what a program is called back with, one after the other in order, on threads of an executor. */
final class CallbackLane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackLane.class);

    private final Executor executor;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    CallbackLane(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException ended) {
            // The executor has been shut down; nobody may be left waiting for ever.
            drain();
        }
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (waiting) {
                task = waiting.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException thrown) {
                LOG.error("A callback of the program's threw; the client goes on", thrown);
            }
        }
    }
}
