package io.troupe.tree;

/** The znodes that stand above all subtrees. They are there from the start and cannot be deleted. */
final class Crown {
    static final String ZOOKEEPER = "/zookeeper";
    static final String QUOTA = "/zookeeper/quota";
    static final String CONFIG = "/zookeeper/config";

    private Crown() {}

    static boolean has(String path) {
        return switch (path) {
            case "/", ZOOKEEPER, QUOTA, CONFIG -> true;
            default -> false;
        };
    }
}
