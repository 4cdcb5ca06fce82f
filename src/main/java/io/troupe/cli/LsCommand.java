package io.troupe.cli;

import io.troupe.client.BlockingZnodes;
import io.troupe.client.Operation;
import io.troupe.client.OperationFailed;
import io.troupe.model.ErrorCode;
import io.troupe.model.ZnodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the children of a znode. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lists the children of a znode.",
        footer = {"", "Example: troupe ls -R -s /config"})
final class LsCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Option(names = "-R", description = "all below, too")
    private boolean recursive;

    @Option(names = "-s", description = "the Stat, too")
    private boolean withStat;

    @Parameters(paramLabel = "PATH", description = "the znode")
    private String path;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            if (recursive) {
                out.say(List.of(path), path);
                listBelow(client.blocking(), path, out);
                return 0;
            }
            Operation.ZnodeChildren children = client.blocking().children(path);
            List<String> names = children.names().stream().sorted().toList();
            List<String> lines = new ArrayList<>(List.of("[" + String.join(", ", names) + "]"));
            Map<String, Object> json = new LinkedHashMap<>(Map.of("path", path, "children", names));
            if (withStat) {
                lines.addAll(Output.lines(children.stat()));
                json.put("stat", Output.json(children.stat()));
            }
            out.say(lines, json);
            return 0;
        });
    }

    /** Parents before their children, as zkCli has it; what vanishes meanwhile is passed over. */
    private static void listBelow(BlockingZnodes znodes, String at, Output out) throws InterruptedException {
        List<String> names;
        try {
            names = znodes.children(at).names().stream().sorted().toList();
        } catch (OperationFailed failed) {
            if (failed.code() == ErrorCode.NO_NODE && !at.equals("/")) {
                return;
            }
            throw failed;
        }
        for (String name : names) {
            String child = ZnodePath.child(at, name);
            out.say(List.of(child), child);
            listBelow(znodes, child, out);
        }
    }
}
