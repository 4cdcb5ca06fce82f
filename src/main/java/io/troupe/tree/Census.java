package io.troupe.tree;

/** What an operator asks of a part of the tree, and its digest. All of it adds up over the parts. */
public record Census(long nodes, long watches, long ephemerals, long dataBytes, long digest) {
    static Census of(Subtree subtree) {
        return new Census(
                subtree.nodeCount(),
                subtree.watchCount(),
                subtree.ephemeralCount(),
                subtree.dataBytes(),
                subtree.digest());
    }

    Census plus(Census other) {
        return new Census(
                nodes + other.nodes,
                watches + other.watches,
                ephemerals + other.ephemerals,
                dataBytes + other.dataBytes,
                digest + other.digest);
    }
}
