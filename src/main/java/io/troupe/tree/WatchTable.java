package io.troupe.tree;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who watches which path, both ways. One watch each, however often it is set; told in the order in which they were set.
 */
final class WatchTable {
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
        if (!contains(path, watcher)) {
            return false;
        }
        pathsByWatcher.get(watcher).remove(path);
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
            pathsByWatcher.get(watcher).remove(path);
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
        Set<Watcher> watchers = watchersByPath.get(path);
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
