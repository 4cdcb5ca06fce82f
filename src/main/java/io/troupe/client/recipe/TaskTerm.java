package io.troupe.client.recipe;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task on a thread of its own, and interrupts it at the end. */
final class TaskTerm implements Term {
    private static final Logger LOG = LoggerFactory.getLogger(TaskTerm.class);

    private final String name;
    private final LeaderTask task;
    private @Nullable Thread running;

    TaskTerm(String name, LeaderTask task) {
        this.name = name;
        this.task = task;
    }

    @Override
    public void begin(Held leadership, Runnable ended) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run(leadership);
                    } catch (InterruptedException interrupted) {
                        LOG.debug("the task of leader {} was interrupted", name);
                    } catch (Exception failure) {
                        LOG.warn("The task of leader {} failed; its leadership is given up", name, failure);
                    } finally {
                        ended.run();
                    }
                },
                "troupe-leader-" + name);
        thread.setDaemon(true);
        running = thread;
        thread.start();
    }

    @Override
    public void end(String reason, boolean lost) {
        if (running != null) {
            running.interrupt();
        }
    }
}
