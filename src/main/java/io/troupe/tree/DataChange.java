package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import org.jspecify.annotations.Nullable;

/** A znode gets other data, or the same once more. */
final class DataChange implements Change {
    private final Request.SetData request;
    private final Znode node;
    private final Subtree home;
    private final long zxid;
    private final long stampMillis;

    private final byte @Nullable [] dataBefore;
    private final long dataDigestBefore;
    private final int versionBefore;
    private final long mzxidBefore;
    private final long mtimeBefore;

    private DataChange(Request.SetData request, Znode node, Subtree home, Call call) {
        this.request = request;
        this.node = node;
        this.home = home;
        zxid = call.zxid();
        stampMillis = call.stampMillis();
        dataBefore = node.data();
        dataDigestBefore = node.dataDigest();
        versionBefore = node.version();
        mzxidBefore = node.mzxid();
        mtimeBefore = node.mtime();
    }

    /** The order of the checks can be seen from outside, and is ZooKeeper's. */
    static DataChange of(Request.SetData request, Call call) {
        Paths.require(request.path());
        Subtree home = call.forest().holding(request.path());
        Znode node = home.require(request.path());
        Access.require(node.acl(), Acl.WRITE, call.identities());
        Version.require(request.version(), node.version());
        return new DataChange(request, node, home, call);
    }

    @Override
    public void make() {
        byte[] data = request.data();
        put(data, Digest.of(data), Version.after(versionBefore), zxid, stampMillis);
    }

    @Override
    public void unmake() {
        put(dataBefore, dataDigestBefore, versionBefore, mzxidBefore, mtimeBefore);
    }

    private void put(byte @Nullable [] data, long dataDigest, int version, long mzxid, long mtime) {
        home.noteChanging(node);
        home.countData(-node.dataLength());
        node.setData(data, dataDigest, version, mzxid, mtime);
        home.countData(node.dataLength());
        home.noteChanged(node);
    }

    @Override
    public Reply reply() {
        return new Reply.OfStat(node.stat());
    }

    @Override
    public void fire(Firing firing) {
        home.watches().dataChanged(request.path(), node.acl(), firing);
    }
}
