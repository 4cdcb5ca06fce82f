package io.troupe.tree;

import io.troupe.model.HashRing;
import io.troupe.wire.MalformedFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a tree of the images of a cut, which come in any order, over any number of subtrees. What it makes is right or
 * nothing: it must have the digest of what was cut.
 */
public final class Regrowth implements ImageReader.Visitor {
    private final Routes routes;
    private final Subtree crown = Subtree.bare();
    private final SessionTable sessions = new SessionTable();
    private final List<Subtree> subtrees;
    private final ImageReader reader = new ImageReader();
    private long znodes;

    public Regrowth(int count) {
        routes = new Routes(new HashRing(Partition.names(count)), count);
        subtrees = Partition.emptySubtrees(count);
    }

    /** @throws MalformedFrame if this is no chunk of a cut, or has what another one had already */
    public void take(byte[] chunk) {
        reader.read(chunk, this);
    }

    @Override
    public void znode(ZnodeImage image) {
        if (!home(image.path()).restore(image)) {
            throw new MalformedFrame("the znode " + image.path() + " is there twice");
        }
        znodes++;
    }

    @Override
    public void session(SessionImage image) {
        if (!sessions.restore(image)) {
            throw new MalformedFrame("the session 0x" + Long.toHexString(image.id()) + " is there twice");
        }
    }

    public long znodes() {
        return znodes;
    }

    public long sessions() {
        return sessions.count();
    }

    /** All chunks were taken. @throws MalformedFrame if they do not add up to what was cut */
    public Grown finish(CutHead head) {
        List<Subtree> all = new ArrayList<>(subtrees);
        all.add(crown);
        for (int place = 0; place < all.size(); place++) {
            Places here = place < subtrees.size() ? Places.subtree(place) : Places.CROWN;
            all.get(place).forEachEnrolled(node -> join(node, here));
        }
        all.forEach(Subtree::noteFamilies);
        long digest = TreeDump.digestOf(all, sessions);
        if (digest != head.digest()) {
            throw new MalformedFrame("the digest of what was read is " + Long.toHexString(digest)
                    + ", that of what was written " + Long.toHexString(head.digest()));
        }
        return new Grown(head, crown, sessions, subtrees);
    }

    /** To its parent, and to the session that it ends with. */
    private void join(Znode node, Places here) {
        String path = node.path();
        if (path.length() > 1) {
            String parentPath = Paths.parentOf(path);
            Znode parent = home(parentPath).find(parentPath);
            if (parent == null) {
                throw new MalformedFrame("the znode " + path + " is there without its parent");
            }
            parent.addChild(path.substring(path.lastIndexOf('/') + 1));
        }
        if (node.lifetime() == Lifetime.EPHEMERAL) {
            sessions.find(node.owner()).ifPresent(owner -> owner.mayHaveEphemeralsAt(here));
        }
    }

    private Subtree home(String path) {
        int place = routes.placeOf(path);
        return place == Routes.CROWN ? crown : subtrees.get(place);
    }
}
