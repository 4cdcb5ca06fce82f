package io.troupe.cli;

import io.troupe.client.CreateOptions;
import io.troupe.model.CreateMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a znode and shows its path. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Makes a znode and shows its path.",
        footer = {"", "Example: troupe create -s -e /workers/w- ready"})
final class CreateCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Option(names = "-s", description = "sequential: a number is added to its name")
    private boolean sequential;

    @Option(names = "-e", description = "ephemeral: it goes when this command ends")
    private boolean ephemeral;

    @Option(names = "-c", description = "container: the server removes it when its last child has gone")
    private boolean container;

    @Option(names = "-t", paramLabel = "MILLIS", defaultValue = "0", description = "it goes when unchanged for so long")
    private long ttlMillis;

    @Parameters(index = "0", paramLabel = "PATH", description = "the znode")
    private String path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = "what it holds (nothing)")
    private @Nullable String data;

    @Override
    public Integer call() throws InterruptedException {
        CreateOptions how = how();
        return options.run((client, out) -> {
            byte[] bytes = data == null ? null : data.getBytes(StandardCharsets.UTF_8);
            String made = client.blocking().create(path, bytes, how);
            out.say(List.of("Created " + made), Map.of("created", made));
            return 0;
        });
    }

    private CreateOptions how() {
        boolean ttl = ttlMillis != 0;
        if ((container ? 1 : 0) + (ttl ? 1 : 0) + (ephemeral ? 1 : 0) > 1 || container && sequential) {
            throw options.wrong("-e, -c and -t exclude each other, and so do -c and -s");
        }
        if (ttlMillis < 0) {
            throw options.wrong("-t wants a number of milliseconds above 0");
        }
        CreateMode lasting = sequential ? CreateMode.PERSISTENT_SEQUENTIAL : CreateMode.PERSISTENT;
        CreateMode passing = sequential ? CreateMode.EPHEMERAL_SEQUENTIAL : CreateMode.EPHEMERAL;
        CreateMode mode = container ? CreateMode.CONTAINER : ephemeral ? passing : lasting;
        CreateOptions plain = CreateOptions.PERSISTENT.with(mode);
        return ttl ? plain.withTtl(Duration.ofMillis(ttlMillis)) : plain;
    }
}
