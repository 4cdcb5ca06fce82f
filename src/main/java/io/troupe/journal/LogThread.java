package io.troupe.journal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the log. Whatever queued up while the previous force ran goes to the disk in one write and
 * one force, then all who wait for it are told. After a failure nobody is told anything any more.
 */
final class LogThread {
    private static final Logger LOG = LoggerFactory.getLogger(LogThread.class);

    private final JournalSetup setup;
    private final LogObserver lines;
    private final Executor background;
    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean makingRoom = new AtomicBoolean();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile boolean stopping;
    private volatile boolean ended;

    /** Opened by the thread before it does anything else. */
    @SuppressWarnings("NullAway.Init")
    private SegmentedLog log;

    /**
     * @param clockSeconds for no more than telling how fast a long log is read
     * @param background where what takes long and nobody waits for is done
     */
    LogThread(JournalSetup setup, LongSupplier clockSeconds, Executor background) {
        this.setup = setup;
        this.lines = new LogLines(LOG, clockSeconds);
        this.background = background;
    }

    /** One record and its place. */
    record Numbered(long seqNr, Recorded event) {}

    /** What the log can be asked once everything before is durable. */
    interface Question {
        void ask(SegmentedLog log) throws IOException;
    }

    private sealed interface Job {}

    private record Write(List<Numbered> events, Runnable durable) implements Job {}

    private record Behind(Question question) implements Job {}

    private enum Stop implements Job {
        STOP
    }

    void start() {
        setup.writerBegan();
        new Thread(this::run, "troupe-log-writer").start();
    }

    /** @param durable runs on the writer's thread when all these are on disk: hand over, and return at once */
    void write(List<Numbered> events, Runnable durable) {
        enqueue(new Write(events, durable));
    }

    /** Runs on the writer's thread behind all writes so far. */
    void behindWrites(Question question) {
        enqueue(new Behind(question));
    }

    /** Ends the thread and closes the files, behind all writes so far. Does not wait. */
    void stop() {
        stopping = true;
        enqueue(Stop.STOP);
    }

    private void enqueue(Job job) {
        if (!ended) {
            queue.add(job);
        }
    }

    private void run() {
        try {
            log = SegmentedLog.open(setup.disk(), setup.settings(), lines);
            if (log.lastSeqNr() == 0) {
                makeRoom();
            } else {
                makeRoomInBackground();
            }
            while (serve()) {
                // On to what has queued up meanwhile.
            }
            log.close();
        } catch (Throwable e) {
            fail(e);
        } finally {
            ended = true;
            queue.clear();
            setup.writerEnded();
        }
    }

    /** Takes what is there, and waits only if nothing is. @return whether to go on */
    private boolean serve() throws IOException, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        jobs.add(queue.take());
        queue.drainTo(jobs);
        for (Job job : jobs) {
            if (job instanceof Write write) {
                append(write);
            } else {
                makeDurable();
                if (job == Stop.STOP) {
                    return false;
                }
                ((Behind) job).question().ask(log);
            }
        }
        makeDurable();
        return true;
    }

    private void append(Write write) throws IOException {
        for (Numbered numbered : write.events()) {
            log.append(numbered.seqNr(), numbered.event());
            if (numbered.event().opensSegment()) {
                makeRoomInBackground();
            }
        }
        waiting.add(write.durable());
    }

    private void makeDurable() throws IOException {
        if (!waiting.isEmpty()) {
            log.force();
            waiting.forEach(Runnable::run);
            waiting.clear();
        }
    }

    private void makeRoomInBackground() {
        if (makingRoom.compareAndSet(false, true)) {
            background.execute(() -> {
                makeRoom();
                makingRoom.set(false);
            });
        }
    }

    private void makeRoom() {
        try {
            log.prepareSpare();
        } catch (IOException e) {
            if (!stopping) {
                LOG.warn("No room could be made in advance for the next segment of the log: {}", e.getMessage());
            }
        }
    }

    private void fail(Throwable e) {
        if (stopping && e.getCause() instanceof ClosedChannelException) {
            LOG.debug("The disk was taken away from the log's writer while it stopped", e);
        } else if (e instanceof IOException) {
            setup.onFatal().fatal(String.valueOf(e.getMessage()), e);
        } else {
            setup.onFatal().fatal("The log's writer met what must not happen (" + e + "). This peer stops.", e);
        }
    }
}
