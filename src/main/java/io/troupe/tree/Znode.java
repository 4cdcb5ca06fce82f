package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Stat;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree. Only the {@link Change}s of this package change it, and each tells the node's subtree before
 * and after: it keeps the sum of all digests, and what an open cut needs.
 */
public final class Znode extends Enrolled<ZnodeImage> {
    private final String path;
    private final long czxid;
    private final long ctime;
    private final Lifetime lifetime;
    /** The session of an ephemeral, the milliseconds of a TTL. */
    private final long bound;

    private final long birthDigest;
    private byte @Nullable [] data;
    private long dataDigest;
    private List<Acl> acl;
    private long aclDigest;
    private long mzxid;
    private long mtime;
    private long pzxid;
    private int version;
    private int aversion;
    private int creates;
    /** Null where there is none, as with most nodes. In the order of creation. */
    private @Nullable Set<String> children;

    private long digest;

    /** As it is when it is created; {@code bound} as {@code lifetime} wants it. */
    Znode(
            String path,
            byte @Nullable [] data,
            List<Acl> acl,
            Lifetime lifetime,
            long bound,
            long zxid,
            long stampMillis) {
        this.path = path;
        this.lifetime = lifetime;
        this.bound = bound;
        czxid = zxid;
        ctime = stampMillis;
        birthDigest = birthDigest();
        mzxid = zxid;
        mtime = stampMillis;
        pzxid = zxid;
        this.data = data;
        dataDigest = Digest.of(data);
        this.acl = acl;
        aclDigest = Access.digestOf(acl);
        digest = computeDigest();
    }

    /** As it was, without its children, who are added one by one. */
    Znode(ZnodeImage image) {
        path = image.path();
        lifetime = image.lifetime();
        bound = image.bound();
        czxid = image.czxid();
        ctime = image.ctime();
        birthDigest = birthDigest();
        mzxid = image.mzxid();
        mtime = image.mtime();
        pzxid = image.pzxid();
        version = image.version();
        aversion = image.aversion();
        creates = image.creates();
        data = image.data();
        dataDigest = Digest.of(data);
        acl = image.acl();
        aclDigest = Access.digestOf(acl);
        digest = computeDigest();
    }

    @Override
    ZnodeImage image() {
        return new ZnodeImage(
                path, data, acl, lifetime, bound, czxid, ctime, mzxid, mtime, pzxid, version, aversion, creates);
    }

    private long birthDigest() {
        long state = Digest.mix(Digest.of(path), czxid);
        state = Digest.mix(state, ctime);
        state = Digest.mix(state, lifetime.ordinal());
        return Digest.mix(state, bound);
    }

    private long computeDigest() {
        long state = Digest.mix(birthDigest, dataDigest);
        state = Digest.mix(state, aclDigest);
        state = Digest.mix(state, mzxid);
        state = Digest.mix(state, mtime);
        state = Digest.mix(state, pzxid);
        state = Digest.mix(state, (long) version << 32 | creates & 0xffff_ffffL);
        state = Digest.mix(state, (long) aversion << 32 | childCount());
        return Digest.finish(state);
    }

    /** As of the last {@link #renewDigest}. */
    long digest() {
        return digest;
    }

    void renewDigest() {
        digest = computeDigest();
    }

    /** What a client sees. The create counter is stored, and creates and deletes together are what is shown. */
    public Stat stat() {
        return new Stat(
                czxid,
                mzxid,
                ctime,
                mtime,
                version,
                2 * creates - childCount(),
                aversion,
                lifetime == Lifetime.EPHEMERAL ? bound : 0,
                dataLength(),
                childCount(),
                pzxid);
    }

    String path() {
        return path;
    }

    public long czxid() {
        return czxid;
    }

    public long ctime() {
        return ctime;
    }

    public Lifetime lifetime() {
        return lifetime;
    }

    /** The session that it ends with; meaningful for an ephemeral. */
    public long owner() {
        return bound;
    }

    /** Meaningful for a node with a TTL. */
    public long ttlMillis() {
        return bound;
    }

    public long mzxid() {
        return mzxid;
    }

    public long mtime() {
        return mtime;
    }

    public long pzxid() {
        return pzxid;
    }

    public int version() {
        return version;
    }

    public int aversion() {
        return aversion;
    }

    /** How many children were ever created here; the next one's number, if it is sequential. Wraps. */
    public int creates() {
        return creates;
    }

    /** Not to be changed. Null is not the same as empty. */
    public byte @Nullable [] data() {
        return data;
    }

    int dataLength() {
        return data == null ? 0 : data.length;
    }

    public List<Acl> acl() {
        return acl;
    }

    /** The names of the children. A view. */
    public Collection<String> children() {
        return children == null ? List.of() : Collections.unmodifiableSet(children);
    }

    public int childCount() {
        return children == null ? 0 : children.size();
    }

    void setData(byte @Nullable [] newData, long newDataDigest, int newVersion, long zxid, long stampMillis) {
        data = newData;
        dataDigest = newDataDigest;
        version = newVersion;
        mzxid = zxid;
        mtime = stampMillis;
    }

    long dataDigest() {
        return dataDigest;
    }

    void setAcl(List<Acl> newAcl, int newAversion) {
        acl = newAcl;
        aclDigest = Access.digestOf(newAcl);
        aversion = newAversion;
    }

    void addChild(String name) {
        if (children == null) {
            children = new LinkedHashSet<>(4);
        }
        children.add(name);
    }

    void removeChild(String name) {
        if (children != null && children.remove(name) && children.isEmpty()) {
            children = null;
        }
    }

    void setChildrenChanged(int newCreates, long newPzxid) {
        creates = newCreates;
        pzxid = newPzxid;
    }
}
