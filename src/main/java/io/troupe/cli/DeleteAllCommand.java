package io.troupe.cli;

import io.troupe.client.DeleteOptions;
import io.troupe.server.ExitStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a znode and all below it, one by one. */
@Command(
        name = "deleteall",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Deletes a znode and all below it, one by one.",
        footer = {"", "Example: troupe deleteall /config"})
final class DeleteAllCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(paramLabel = "PATH", description = "the znode")
    private String path;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            if (client.blocking().exists(path).isEmpty()) {
                return options.fail(ExitStatus.NOT_FOUND, "deleteall " + path + ": there is no such znode");
            }
            client.blocking().delete(path, DeleteOptions.RECURSIVE);
            out.say(List.of(), Map.of("deleted", path));
            return 0;
        });
    }
}
