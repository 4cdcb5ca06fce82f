package io.troupe.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor system that is set up for a log, and what its fatal handler was told. */
public final class EngineForLogs implements AutoCloseable {
    private static final Config CONFIG = ConfigFactory.parseString("""
                    troupe.peer-loop {
                      type = Dispatcher
                      executor = thread-pool-executor
                      thread-pool-executor.fixed-pool-size = 1
                    }
                    pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
                    pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
                    pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    """).withFallback(ConfigFactory.load());

    private final BlockingQueue<String> fatal = new LinkedBlockingQueue<>();
    private final JournalSetup journal;
    private final ActorTestKit kit;

    public EngineForLogs(Disk disk, JournalSettings settings) {
        journal = new JournalSetup(disk, settings, (message, cause) -> fatal.add(message));
        ActorSystemSetup setup = ActorSystemSetup.create(BootstrapSetup.create().withConfig(CONFIG), journal);
        kit = ActorTestKit.create(ActorSystem.create(Behaviors.empty(), "logs", setup));
    }

    public JournalSetup journal() {
        return journal;
    }

    public ActorTestKit kit() {
        return kit;
    }

    /** What the handler was told, in order. */
    public BlockingQueue<String> fatal() {
        return fatal;
    }

    @Override
    public void close() {
        ActorTestKit.shutdown(kit.system(), Duration.ofSeconds(20));
    }
}
