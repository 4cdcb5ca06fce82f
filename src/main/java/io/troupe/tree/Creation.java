package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.ZnodePath;
import java.util.List;

/** A znode comes to be, and its parent has one more child. */
final class Creation implements Change {
    /** What fits into the five bytes that ZooKeeper has for it. */
    private static final long TTL_MILLIS_MAX = (1L << 40) - 1;

    private final boolean withStat;
    private final String path;
    private final Znode node;
    private final Subtree home;
    private final FamilyChange family;

    private Creation(boolean withStat, String path, Znode node, Subtree home, FamilyChange family) {
        this.withStat = withStat;
        this.path = path;
        this.node = node;
        this.home = home;
        this.family = family;
    }

    /** The order of the checks can be seen from outside, and is ZooKeeper's. */
    static Creation of(Request.Create request, Call call) {
        CreateMode mode = requireMode(request);
        String parentPath = Paths.requireParentOf(request.path());
        List<Acl> acl = NewAcl.of(request.acl(), call.identities());
        Subtree parentHome = call.forest().holding(parentPath);
        Znode parent = parentHome.require(parentPath);
        Access.require(parent.acl(), Acl.CREATE, call.identities());
        String path = mode.sequential() ? SequenceName.of(request.path(), parent.creates()) : request.path();
        Paths.require(path);
        Subtree home = call.forest().holding(path);
        if (home.find(path) != null) {
            throw Rejected.with(ErrorCode.NODE_EXISTS);
        }
        if (parent.lifetime() == Lifetime.EPHEMERAL) {
            throw Rejected.with(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        }
        Znode node = new Znode(
                path,
                request.data(),
                acl.equals(parent.acl()) ? parent.acl() : acl,
                Lifetime.of(mode),
                mode.ephemeral() ? call.session() : mode.hasTtl() ? request.ttlMillis() : 0,
                call.zxid(),
                call.stampMillis());
        FamilyChange family = FamilyChange.birth(parentHome, parentPath, parent, ZnodePath.nameOf(path), call.zxid());
        return new Creation(request.opCode() != OpCode.CREATE, path, node, home, family);
    }

    private static CreateMode requireMode(Request.Create request) {
        CreateMode mode = CreateMode.of(request.flags()).orElseThrow(() -> Rejected.with(ErrorCode.BAD_ARGUMENTS));
        long ttlMillis = request.ttlMillis();
        boolean ttlFits = mode.hasTtl() ? ttlMillis > 0 && ttlMillis <= TTL_MILLIS_MAX : ttlMillis < 0;
        if (!ttlFits) {
            throw Rejected.with(ErrorCode.BAD_ARGUMENTS);
        }
        return mode;
    }

    @Override
    public void make() {
        family.make();
        home.add(path, node);
    }

    @Override
    public void unmake() {
        home.remove(path, node);
        family.unmake();
    }

    @Override
    public Reply reply() {
        return withStat ? new Reply.OfPathAndStat(path, node.stat()) : new Reply.OfPath(path);
    }

    @Override
    public void fire(Firing firing) {
        home.watches().created(path, node.acl(), firing);
        family.fire(firing);
    }
}
