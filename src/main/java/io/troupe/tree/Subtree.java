package io.troupe.tree;

import io.troupe.model.Identity;
import io.troupe.model.Request;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The znodes of some first segments and the watches on them; or, as the crown, what stands above all of them. Has one
 * owner at a time and can be lent.
 */
public final class Subtree implements Forest {

    private Subtree() {}

    public static Subtree empty() {
        return new Subtree();
    }

    /** With {@code /}, {@code /zookeeper}, {@code /zookeeper/quota} and {@code /zookeeper/config}. */
    public static Subtree crown() {
        return new Subtree();
    }

    /** What comes of {@code entry}, which touches nothing but this subtree and which its session's table has accepted. */
    public Outcome apply(Entry entry, long zxid, long stampMillis) {
        return Application.of(entry, zxid, stampMillis, this);
    }

    /** Answers {@code read} for the connection that is {@code attachment}, and sets the watch it asks for. */
    public ReadResult read(Request.Read read, long attachment, List<Identity> identities) {
        throw new UnsupportedOperationException("to follow");
    }

    /** The connection is gone, and its watches with it. */
    public void forget(long attachment) {
        throw new UnsupportedOperationException("to follow");
    }

    @Override
    public Subtree holding(String path) {
        return this;
    }

    @Override
    public List<Subtree> subtrees() {
        return List.of(this);
    }

    /** Containers and nodes with a TTL that seem to be of no use any more, at most {@code max} of them. */
    public List<Entry.Collect> collectable(long nowMillis, long neverUsedMillis, int max) {
        throw new UnsupportedOperationException("to follow");
    }

    public long digest() {
        throw new UnsupportedOperationException("to follow");
    }

    public int nodeCount() {
        throw new UnsupportedOperationException("to follow");
    }

    public int watchCount() {
        throw new UnsupportedOperationException("to follow");
    }

    public int ephemeralCount() {
        throw new UnsupportedOperationException("to follow");
    }

    public long dataBytes() {
        throw new UnsupportedOperationException("to follow");
    }

    /** Every znode with its path, in no order. */
    public void forEach(BiConsumer<String, Znode> visitor) {
        throw new UnsupportedOperationException("to follow");
    }
}
