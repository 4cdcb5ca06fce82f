package io.troupe.cli;

import io.troupe.client.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the data of a znode. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the data of a znode.",
        footer = {"", "Example: troupe get -s /config/limits"})
final class GetCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Option(names = "-s", description = "the Stat, too")
    private boolean withStat;

    @Parameters(paramLabel = "PATH", description = "the znode")
    private String path;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            Operation.ZnodeData read = client.blocking().read(path);
            byte[] data = read.data();
            List<String> lines =
                    new ArrayList<>(List.of(data == null ? "null" : new String(data, StandardCharsets.UTF_8)));
            if (withStat) {
                lines.addAll(Output.lines(read.stat()));
            }
            out.say(lines, Output.json(path, data, read.stat()));
            return 0;
        });
    }
}
