package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.ZnodePath;
import java.util.List;

/** The znodes that stand above all subtrees. They are there from the start and cannot be deleted. */
final class Crown {
    private static final String ZOOKEEPER = "/zookeeper";
    private static final String QUOTA = "/zookeeper/quota";
    private static final String CONFIG = "/zookeeper/config";
    private static final byte[] NO_DATA = {};

    private Crown() {}

    static boolean has(String path) {
        return switch (path) {
            case ZnodePath.ROOT, ZOOKEEPER, QUOTA, CONFIG -> true;
            default -> false;
        };
    }

    /**
     * No entry made them, so they count in nobody's create counter: their parents' cversion is shown below zero, as
     * ZooKeeper's is. The ACL of the config node was set under the version -1 there, and shows it.
     */
    static void plant(Subtree crown) {
        Znode root = plant(crown, ZnodePath.ROOT, Acl.OPEN);
        Znode zookeeper = plant(crown, ZOOKEEPER, Acl.OPEN);
        plant(crown, QUOTA, Acl.OPEN);
        Znode config = plant(crown, CONFIG, Acl.READ_ONLY);
        root.addChild(ZnodePath.nameOf(ZOOKEEPER));
        zookeeper.addChild(ZnodePath.nameOf(QUOTA));
        zookeeper.addChild(ZnodePath.nameOf(CONFIG));
        config.setAcl(Acl.READ_ONLY, -1);
        for (Znode node : List.of(root, zookeeper, config)) {
            crown.noteChanged(node);
        }
    }

    private static Znode plant(Subtree crown, String path, List<Acl> acl) {
        Znode node = new Znode(path, NO_DATA, acl, Lifetime.PERSISTENT, 0, 0, 0);
        crown.add(path, node);
        return node;
    }
}
