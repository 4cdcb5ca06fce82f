package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import io.troupe.model.WatchEvent;
import io.troupe.model.WatchKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one-shot watches of the connections of this peer. The data table has those of exists, which may be on a missing
 * node, and getData; the child table those of getChildren. They are of this peer alone: no outcome depends on them.
 */
final class Watches {
    private final WatchTable data = new WatchTable();
    private final WatchTable children = new WatchTable();
    private final Map<Long, Watcher> watchers = new HashMap<>();

    void addData(String path, long attachment, List<Identity> identities) {
        data.add(path, watcher(attachment, identities));
    }

    void addChildren(String path, long attachment, List<Identity> identities) {
        children.add(path, watcher(attachment, identities));
    }

    private Watcher watcher(long attachment, List<Identity> identities) {
        Watcher watcher = watchers.computeIfAbsent(attachment, Watcher::new);
        watcher.identifiedAs(identities);
        return watcher;
    }

    boolean contains(String path, long attachment, WatchKind kind) {
        Watcher watcher = watchers.get(attachment);
        return watcher != null
                && (kind != WatchKind.CHILDREN && data.contains(path, watcher)
                        || kind != WatchKind.DATA && children.contains(path, watcher));
    }

    /** Whether there was any. */
    boolean remove(String path, long attachment, WatchKind kind) {
        Watcher watcher = watchers.get(attachment);
        if (watcher == null) {
            return false;
        }
        boolean ofData = kind != WatchKind.CHILDREN && data.remove(path, watcher);
        boolean ofChildren = kind != WatchKind.DATA && children.remove(path, watcher);
        return ofData || ofChildren;
    }

    void forget(long attachment) {
        Watcher watcher = watchers.remove(attachment);
        if (watcher != null) {
            data.forget(watcher);
            children.forget(watcher);
        }
    }

    int count() {
        return data.count() + children.count();
    }

    void created(String path, List<Acl> acl, Firing firing) {
        firing.tell(data.take(path), WatchEvent.Type.NODE_CREATED, path, acl);
    }

    void dataChanged(String path, List<Acl> acl, Firing firing) {
        firing.tell(data.take(path), WatchEvent.Type.NODE_DATA_CHANGED, path, acl);
    }

    /** Who watches both the data and the children of what is gone hears of it once. */
    void deleted(String path, List<Acl> acl, Firing firing) {
        Set<Watcher> ofData = data.take(path);
        Set<Watcher> ofChildren = children.take(path);
        firing.tell(ofData, WatchEvent.Type.NODE_DELETED, path, acl);
        if (!ofData.isEmpty() && !ofChildren.isEmpty()) {
            ofChildren.removeAll(ofData);
        }
        firing.tell(ofChildren, WatchEvent.Type.NODE_DELETED, path, acl);
    }

    void childrenChanged(String path, List<Acl> acl, Firing firing) {
        firing.tell(children.take(path), WatchEvent.Type.NODE_CHILDREN_CHANGED, path, acl);
    }
}
