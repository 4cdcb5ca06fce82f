package io.troupe.cli;

import io.troupe.client.BlockingZnodes;
import io.troupe.client.OperationFailed;
import io.troupe.client.ReadOptions;
import io.troupe.client.Watched;
import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import io.troupe.server.ExitStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows each change of a znode and of its list of children, until Ctrl-C. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows each change of a znode and of its list of children, until Ctrl-C.",
        footer = {"", "Example: troupe watch /config/limits"})
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(paramLabel = "PATH", description = "the znode")
    private String path;

    @Override
    public Integer call() throws InterruptedException {
        return options.run((client, out) -> {
            LinkedBlockingQueue<Watched> told = new LinkedBlockingQueue<>();
            ReadOptions watched = ReadOptions.LOCAL.watchedBy(told::add);
            BlockingZnodes znodes = client.blocking();
            boolean children = watchData(znodes, watched) && watchChildren(znodes, watched);
            while (true) {
                Watched next = told.take();
                if (next instanceof Watched.Fired fired) {
                    WatchEvent.Type type = fired.event().type();
                    say(fired.event(), out);
                    if (type == WatchEvent.Type.NODE_CHILDREN_CHANGED) {
                        children = watchChildren(znodes, watched);
                    } else {
                        // A deletion is told to both watches; the second one of them says nothing new.
                        told.removeIf(other -> isDeletion(other) && type == WatchEvent.Type.NODE_DELETED);
                        children &= type != WatchEvent.Type.NODE_DELETED;
                        children = watchData(znodes, watched) && (children || watchChildren(znodes, watched));
                    }
                } else {
                    options.fail(ExitStatus.FAILURE, "the session was lost: changes may have gone unseen; going on");
                    told.clear();
                    children = watchData(znodes, watched) && watchChildren(znodes, watched);
                }
            }
        });
    }

    private static void say(WatchEvent event, Output out) {
        out.say(
                List.of(event.type() + " " + event.path()),
                Map.of("type", event.type().name(), "path", event.path(), "zxid", event.zxid()));
    }

    private static boolean isDeletion(Watched watched) {
        return watched instanceof Watched.Fired fired && fired.event().type() == WatchEvent.Type.NODE_DELETED;
    }

    /** Whether it is there. */
    private boolean watchData(BlockingZnodes znodes, ReadOptions watched) throws InterruptedException {
        return znodes.exists(path, watched).isPresent();
    }

    /** Whether it was there still. */
    private boolean watchChildren(BlockingZnodes znodes, ReadOptions watched) throws InterruptedException {
        try {
            znodes.children(path, watched);
            return true;
        } catch (OperationFailed failed) {
            if (failed.code() == ErrorCode.NO_NODE) {
                return false; // the other watch tells when it comes
            }
            throw failed;
        }
    }
}
