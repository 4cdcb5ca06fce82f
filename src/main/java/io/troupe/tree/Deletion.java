package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.ZnodePath;

/** A znode without children ceases to be. */
final class Deletion implements Change {
    private final String path;
    private final Znode node;
    private final Subtree home;
    private final FamilyChange family;

    private Deletion(String path, Znode node, Call call) {
        this.path = path;
        this.node = node;
        home = call.forest().holding(path);
        String parentPath = Paths.parentOf(path);
        Subtree parentHome = call.forest().holding(parentPath);
        Znode parent = parentHome.require(parentPath);
        family = FamilyChange.death(parentHome, parentPath, parent, ZnodePath.nameOf(path), call.zxid());
    }

    /** The order of the checks can be seen from outside, and is ZooKeeper's. */
    static Deletion of(Request.Delete request, Call call) {
        String path = request.path();
        String parentPath = Paths.requireParentOf(path);
        if (Crown.has(path)) {
            throw Rejected.with(ErrorCode.BAD_ARGUMENTS);
        }
        Znode parent = call.forest().holding(parentPath).require(parentPath);
        Access.require(parent.acl(), Acl.DELETE, call.identities());
        Znode node = call.forest().holding(path).require(path);
        Version.require(request.version(), node.version());
        requireChildless(node);
        return new Deletion(path, node, call);
    }

    /** The node was no longer of use when the entry was made; this finds out whether that is still so. */
    static Deletion of(Entry.Collect entry, Call call) {
        Znode node = call.forest().holding(entry.path()).require(entry.path());
        if (node.czxid() != entry.czxid() || !Collecting.isDue(node, call.stampMillis())) {
            throw Rejected.with(ErrorCode.BAD_VERSION);
        }
        requireChildless(node);
        return new Deletion(entry.path(), node, call);
    }

    /** The session that owns it ends, whatever anyone is permitted to do. */
    static Deletion ofEphemeral(String path, Call call) {
        return new Deletion(path, call.forest().holding(path).require(path), call);
    }

    private static void requireChildless(Znode node) {
        if (node.childCount() > 0) {
            throw Rejected.with(ErrorCode.NOT_EMPTY);
        }
    }

    @Override
    public void make() {
        home.remove(path, node);
        family.make();
    }

    @Override
    public void unmake() {
        family.unmake();
        home.add(path, node);
    }

    @Override
    public Reply reply() {
        return Reply.Empty.EMPTY;
    }

    @Override
    public void fire(Firing firing) {
        home.watches().deleted(path, node.acl(), firing);
        family.fire(firing);
    }
}
