package io.troupe.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Two processes over one log would destroy it. */
public final class DirectoryInUse extends IOException {
    private static final long serialVersionUID = 1L;

    public DirectoryInUse(Path directory) {
        super("The directory " + directory + " is in use by another peer: stop that one, or give this one its own.");
    }
}
