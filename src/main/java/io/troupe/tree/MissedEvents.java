package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * setWatches: a client comes back with the watches that it had, and the last zxid that it saw. What has changed since
 * is told at once, all else is watched again. Who may not read a node is not told of it (ZooKeeper does tell).
 */
final class MissedEvents {
    /** No entry fires these. */
    private static final long NO_ZXID = -1;

    private final Subtree subtree;
    private final long attachment;
    private final List<Identity> identities;
    private final List<WatchEvent> missed = new ArrayList<>();

    MissedEvents(Subtree subtree, long attachment, List<Identity> identities) {
        this.subtree = subtree;
        this.attachment = attachment;
        this.identities = identities;
    }

    List<WatchEvent> of(Request.SetWatches request) {
        for (String path : request.data()) {
            catchUpData(path, request.relativeZxid());
        }
        for (String path : request.exists()) {
            catchUpExists(path);
        }
        for (String path : request.children()) {
            catchUpChildren(path, request.relativeZxid());
        }
        return missed;
    }

    private void catchUpData(String path, long seenZxid) {
        Znode node = subtree.find(path);
        if (node == null) {
            tell(WatchEvent.Type.NODE_DELETED, path);
        } else if (node.mzxid() > seenZxid) {
            tellReader(WatchEvent.Type.NODE_DATA_CHANGED, path, node);
        } else {
            subtree.watches().addData(path, attachment, identities);
        }
    }

    private void catchUpExists(String path) {
        Znode node = subtree.find(path);
        if (node == null) {
            subtree.watches().addData(path, attachment, identities);
        } else {
            tellReader(WatchEvent.Type.NODE_CREATED, path, node);
        }
    }

    private void catchUpChildren(String path, long seenZxid) {
        Znode node = subtree.find(path);
        if (node == null) {
            tell(WatchEvent.Type.NODE_DELETED, path);
        } else if (node.pzxid() > seenZxid) {
            tellReader(WatchEvent.Type.NODE_CHILDREN_CHANGED, path, node);
        } else {
            subtree.watches().addChildren(path, attachment, identities);
        }
    }

    private void tellReader(WatchEvent.Type type, String path, Znode node) {
        if (Access.permits(node.acl(), Acl.READ, identities)) {
            tell(type, path);
        }
    }

    private void tell(WatchEvent.Type type, String path) {
        missed.add(new WatchEvent(type, path, NO_ZXID));
    }
}
