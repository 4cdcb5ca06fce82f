package io.troupe.cli;

import io.troupe.server.Environment;
import io.troupe.server.PeerProcess;
import io.troupe.server.ZooConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One peer in the foreground: what a supervisor, a container or {@code troupe up} starts. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs one peer in the foreground, from a file in the format of ZooKeeper's zoo.cfg.",
        footer = {"", "SIGTERM or Ctrl-C stops it with exit status 0.", "", "Example: troupe server conf/zoo.cfg"})
final class ServerCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

    private final Environment environment;

    @Parameters(paramLabel = "CONFIG", description = "the configuration file")
    private Path config;

    ServerCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        ZooConfig read = ZooConfig.read(config, environment.properties());
        read.warnings().forEach(LOG::warn);
        return SignalledStop.run(() -> PeerProcess.start(read.peer(), environment), SignalledStop.PATIENCE_MILLIS)
                .code();
    }
}
