package io.troupe.journal;

import org.apache.pekko.actor.setup.Setup;

/** What the journal plugin, which Pekko makes by itself from its configuration, is given by whoever starts the system. */
public final class JournalSetup extends Setup {
    private final Disk disk;
    private final JournalSettings settings;
    private final FatalHandler onFatal;

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
}
