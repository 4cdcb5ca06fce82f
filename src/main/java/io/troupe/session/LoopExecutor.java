package io.troupe.session;

import com.typesafe.config.Config;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * Makes an event loop the thread of a Pekko dispatcher, so that an actor runs on the thread that read its socket and no
 * thread is woken in between. Pekko makes one for each dispatcher whose {@code executor} is this class, and finds the
 * loop in the {@link EventLoops} that the actor system was set up with.
 */
public final class LoopExecutor extends ExecutorServiceConfigurator {
    private final EventLoop loop;

    /** Called by Pekko, by reflection. */
    public LoopExecutor(Config dispatcher, DispatcherPrerequisites prerequisites) {
        super(dispatcher, prerequisites);
        this.loop = prerequisites
                .settings()
                .setup()
                .get(EventLoops.Lent.class)
                .orElseThrow(() -> new IllegalStateException("this actor system was not set up with event loops"))
                .loops()
                .loop(dispatcher.getString("loop"));
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threadFactory) {
        return () -> new OnLoop(loop);
    }

    /** Runs everything on the loop, and ends nothing: the loop belongs to whoever started it. */
    private static final class OnLoop extends AbstractExecutorService {
        private final EventLoop loop;

        OnLoop(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public void execute(Runnable task) {
            loop.execute(task);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
