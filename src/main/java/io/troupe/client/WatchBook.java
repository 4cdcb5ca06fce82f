package io.troupe.client;

import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one-shot watches that the server has set for this session, so that another server can be told of them. */
final class WatchBook {
    /** Of one setWatches: well below the frame that any server takes (ZOOKEEPER-706). */
    private static final int BATCH_BYTES = 128 * 1024;

    private final Map<String, List<WatchTarget>> data = new LinkedHashMap<>();
    private final Map<String, List<WatchTarget>> exists = new LinkedHashMap<>();
    private final Map<String, List<WatchTarget>> children = new LinkedHashMap<>();

    /** What a read with a watch set by its answer: exists sets one for a missing znode, too, the others do not. */
    void answered(Request request, ErrorCode error, WatchTarget target) {
        if (request instanceof Request.Exists asked) {
            if (error == ErrorCode.OK) {
                add(data, asked.path(), target);
            } else if (error == ErrorCode.NO_NODE) {
                add(exists, asked.path(), target);
            }
        } else if (request instanceof Request.GetData asked && error == ErrorCode.OK) {
            add(data, asked.path(), target);
        } else if (request instanceof Request.GetChildren asked && error == ErrorCode.OK) {
            add(children, asked.path(), target);
        }
    }

    private static void add(Map<String, List<WatchTarget>> table, String path, WatchTarget target) {
        table.computeIfAbsent(path, any -> new ArrayList<>()).add(target);
    }

    /** Whom this event concerns; they are forgotten. */
    List<WatchTarget> fired(WatchEvent event) {
        List<WatchTarget> targets = new ArrayList<>();
        String path = event.path();
        if (event.type() != WatchEvent.Type.NODE_CHILDREN_CHANGED) {
            targets.addAll(take(data, path));
            targets.addAll(take(exists, path));
        }
        if (event.type() == WatchEvent.Type.NODE_CHILDREN_CHANGED || event.type() == WatchEvent.Type.NODE_DELETED) {
            targets.addAll(take(children, path));
        }
        return targets;
    }

    private static List<WatchTarget> take(Map<String, List<WatchTarget>> table, String path) {
        List<WatchTarget> targets = table.remove(path);
        return targets == null ? List.of() : targets;
    }

    /** All of them with the paths that they wait at; they are forgotten. */
    List<Effect> end(String reason) {
        List<Effect> ended = new ArrayList<>();
        for (Map<String, List<WatchTarget>> table : List.of(data, exists, children)) {
            table.forEach((path, targets) ->
                    targets.forEach(target -> ended.add(new Effect.Told(target, new Watched.Ended(path, reason)))));
            table.clear();
        }
        return ended;
    }

    /** What tells another server of all of them. */
    List<Request.SetWatches> again(long lastZxid) {
        List<Request.SetWatches> requests = new ArrayList<>();
        Batch batch = new Batch(lastZxid, requests);
        data.keySet().forEach(path -> batch.add(path, batch.data));
        exists.keySet().forEach(path -> batch.add(path, batch.exists));
        children.keySet().forEach(path -> batch.add(path, batch.children));
        batch.close();
        return requests;
    }

    /** Gathers paths until they fill one request. */
    private static final class Batch {
        private final List<String> data = new ArrayList<>();
        private final List<String> exists = new ArrayList<>();
        private final List<String> children = new ArrayList<>();
        private final long lastZxid;
        private final List<Request.SetWatches> out;
        private int bytes;

        Batch(long lastZxid, List<Request.SetWatches> out) {
            this.lastZxid = lastZxid;
            this.out = out;
        }

        void add(String path, List<String> paths) {
            paths.add(path);
            bytes += Integer.BYTES + path.getBytes(StandardCharsets.UTF_8).length;
            if (bytes >= BATCH_BYTES) {
                close();
            }
        }

        void close() {
            if (bytes > 0) {
                out.add(new Request.SetWatches(lastZxid, data, exists, children));
                List.of(data, exists, children).forEach(List::clear);
                bytes = 0;
            }
        }
    }
}
