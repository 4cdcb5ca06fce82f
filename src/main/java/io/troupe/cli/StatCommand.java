package io.troupe.cli;

import io.troupe.model.Stat;
import io.troupe.server.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the Stat of a znode. */
@Command(
        name = "stat",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the Stat of a znode.",
        footer = {"", "Example: troupe stat /config"})
final class StatCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(paramLabel = "PATH", description = "the znode")
    private String path;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            Stat stat = client.blocking().exists(path).orElse(null);
            if (stat == null) {
                return options.fail(ExitStatus.NOT_FOUND, "stat " + path + ": there is no such znode");
            }
            out.say(Output.lines(stat), Output.json(stat));
            return 0;
        });
    }
}
