package io.troupe.cli;

import io.troupe.model.Stat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces the data of a znode. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Replaces the data of a znode.",
        footer = {"", "Example: troupe set -v 3 /config/limits 20"})
final class SetCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Option(names = "-s", description = "show the Stat")
    private boolean withStat;

    @Option(names = "-v", paramLabel = "VERSION", defaultValue = "-1", description = "only if it has this version")
    private int version;

    @Parameters(index = "0", paramLabel = "PATH", description = "the znode")
    private String path;

    @Parameters(index = "1", paramLabel = "DATA", description = "what it is to hold")
    private String data;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            Stat stat = client.blocking().write(path, data.getBytes(StandardCharsets.UTF_8), version);
            out.say(withStat ? Output.lines(stat) : List.of(), Output.json(stat));
            return 0;
        });
    }
}
