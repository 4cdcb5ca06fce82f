package io.troupe.cli;

import io.troupe.client.DeleteOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a znode that has no children. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Deletes a znode that has no children.",
        footer = {"", "Example: troupe delete -v 3 /config/limits"})
final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Option(names = "-v", paramLabel = "VERSION", defaultValue = "-1", description = "only if it has this version")
    private int version;

    @Parameters(paramLabel = "PATH", description = "the znode")
    private String path;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            client.blocking().delete(path, DeleteOptions.ofVersion(version));
            out.say(List.of(), Map.of("deleted", path));
            return 0;
        });
    }
}
