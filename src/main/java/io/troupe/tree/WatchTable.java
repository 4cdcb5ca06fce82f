package io.troupe.tree;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who watches which path, both ways. One watch each, however often it is set; told in the order in which they were set.
 */
final class WatchTable {
    private static final String BOTH_WAYS = "what stands one way stands the other way too";

    private final Map<String, Set<Watcher>> watchersByPath = new HashMap<>();
    private final Map<Watcher, Set<String>> pathsByWatcher = new HashMap<>();
    private int count;

    void add(String path, Watcher watcher) {
        if (pathsByWatcher.computeIfAbsent(watcher, any -> new HashSet<>()).add(path)) {
            watchersByPath.computeIfAbsent(path, any -> new LinkedHashSet<>(2)).add(watcher);
            count++;
        }
    }

    boolean contains(String path, Watcher watcher) {
        return pathsByWatcher.getOrDefault(watcher, Set.of()).contains(path);
    }

    /** Whether there was one. */
    boolean remove(String path, Watcher watcher) {
        Set<String> paths = pathsByWatcher.get(watcher);
        if (paths == null || !paths.remove(path)) {
            return false;
        }
        removeFromPath(path, watcher);
        return true;
    }

    /** Those who watch {@code path}, and no longer do. */
    Set<Watcher> take(String path) {
        Set<Watcher> watchers = watchersByPath.isEmpty() ? null : watchersByPath.remove(path);
        if (watchers == null) {
            return Set.of();
        }
        for (Watcher watcher : watchers) {
            requireNonNull(pathsByWatcher.get(watcher), BOTH_WAYS).remove(path);
        }
        count -= watchers.size();
        return watchers;
    }

    void forget(Watcher watcher) {
        Set<String> paths = pathsByWatcher.remove(watcher);
        if (paths != null) {
            for (String path : paths) {
                removeFromPath(path, watcher);
            }
        }
    }

    private void removeFromPath(String path, Watcher watcher) {
        Set<Watcher> watchers = requireNonNull(watchersByPath.get(path), BOTH_WAYS);
        watchers.remove(watcher);
        count--;
        if (watchers.isEmpty()) {
            watchersByPath.remove(path);
        }
    }

    int count() {
        return count;
    }
}
