package io.troupe.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.setup.Setup;

/**
 * What the journal plugin, which Pekko makes by itself from its configuration, is given by whoever starts the system.
 */
public final class JournalSetup extends Setup {
    private final Disk disk;
    private final JournalSettings settings;
    private final FatalHandler onFatal;
    private volatile CompletableFuture<Void> writer = CompletableFuture.completedFuture(null);

    public JournalSetup(Disk disk, JournalSettings settings, FatalHandler onFatal) {
        this.disk = disk;
        this.settings = settings;
        this.onFatal = onFatal;
    }

    public Disk disk() {
        return disk;
    }

    public JournalSettings settings() {
        return settings;
    }

    public FatalHandler onFatal() {
        return onFatal;
    }

    /** Whoever writes the log has begun. */
    void writerBegan() {
        writer = new CompletableFuture<>();
    }

    /** It is done: nothing touches the disk any more, nor tells anybody anything. */
    void writerEnded() {
        writer.complete(null);
    }

    /** Completes once nobody writes the log, some time after the actor system has ended; on the writer's own thread. */
    public CompletionStage<Void> whenNotWriting() {
        return writer;
    }
}
