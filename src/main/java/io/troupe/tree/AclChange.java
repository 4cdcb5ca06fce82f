package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.List;

/** Others may do other things with a znode. Nobody is told. */
final class AclChange implements Change {
    private final List<Acl> acl;
    private final Znode node;
    private final Subtree home;
    private final List<Acl> aclBefore;
    private final int aversionBefore;

    private AclChange(List<Acl> acl, Znode node, Subtree home) {
        this.acl = acl;
        this.node = node;
        this.home = home;
        aclBefore = node.acl();
        aversionBefore = node.aversion();
    }

    /** The order of the checks can be seen from outside, and is ZooKeeper's. */
    static AclChange of(Request.SetAcl request, Call call) {
        Paths.require(request.path());
        List<Acl> acl = NewAcl.of(request.acl(), call.identities());
        Subtree home = call.forest().holding(request.path());
        Znode node = home.require(request.path());
        Access.require(node.acl(), Acl.ADMIN, call.identities());
        Version.require(request.aclVersion(), node.aversion());
        return new AclChange(acl, node, home);
    }

    @Override
    public void make() {
        home.noteChanging(node);
        node.setAcl(acl, Version.after(aversionBefore));
        home.noteChanged(node);
    }

    @Override
    public void unmake() {
        home.noteChanging(node);
        node.setAcl(aclBefore, aversionBefore);
        home.noteChanged(node);
    }

    @Override
    public Reply reply() {
        return new Reply.OfStat(node.stat());
    }

    @Override
    public void fire(Firing firing) {}
}
