package io.troupe.journal;

import java.util.function.LongSupplier;
import org.apache.pekko.actor.setup.Setup;

/** What the journal plugin, which Pekko makes by itself from its configuration, is given by whoever starts the system. */
public final class JournalSetup extends Setup {
    private final Disk disk;
    private final JournalSettings settings;
    private final LongSupplier monotonicMillis;
    private final FatalHandler onFatal;

    /** @param monotonicMillis a clock, used for no more than telling an operator how fast things go */
    public JournalSetup(Disk disk, JournalSettings settings, LongSupplier monotonicMillis, FatalHandler onFatal) {
        this.disk = disk;
        this.settings = settings;
        this.monotonicMillis = monotonicMillis;
        this.onFatal = onFatal;
    }

    public Disk disk() {
        return disk;
    }

    public JournalSettings settings() {
        return settings;
    }

    public LongSupplier monotonicMillis() {
        return monotonicMillis;
    }

    public FatalHandler onFatal() {
        return onFatal;
    }
}
