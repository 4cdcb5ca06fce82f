package io.troupe.cli;

import io.troupe.server.Release;
import picocli.CommandLine.IVersionProvider;

/** The version that stands in the manifest of the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"troupe " + Release.version().orElse("(not from a jar)")};
    }
}
