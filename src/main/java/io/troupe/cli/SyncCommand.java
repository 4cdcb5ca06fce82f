package io.troupe.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Waits until the connected peer has all that was acknowledged to anyone before. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Waits until the connected peer has all that was acknowledged to anyone before.",
        footer = {"", "Example: troupe sync /"})
final class SyncCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(paramLabel = "PATH", description = "the znode")
    private String path;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            client.blocking().sync(path);
            out.say(List.of("Sync is OK"), Map.of("path", path, "synced", true));
            return 0;
        });
    }
}
