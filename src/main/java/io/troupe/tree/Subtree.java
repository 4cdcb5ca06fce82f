package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import io.troupe.wire.ReplyEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The znodes of some first segments and the watches on them; or, as the crown, what stands above all of them. Has one
 * owner at a time and can be lent.
 */
public final class Subtree implements Forest {
    private static final int CUT_STEPS_MAX = 1024;

    private final Map<String, Znode> nodes = new HashMap<>();
    private final Roll<ZnodeImage> roll = new Roll<>();
    private final Watches watches = new Watches();
    private final Ephemerals ephemerals = new Ephemerals();
    /** Containers and nodes with a TTL. */
    private final Map<String, Znode> temporary = new LinkedHashMap<>();

    private long dataBytes;
    private long digest;

    private Subtree() {}

    public static Subtree empty() {
        return new Subtree();
    }

    /** A crown to be that has nothing yet. */
    static Subtree bare() {
        return new Subtree();
    }

    /** With {@code /}, {@code /zookeeper}, {@code /zookeeper/quota} and {@code /zookeeper/config}. */
    public static Subtree crown() {
        Subtree crown = new Subtree();
        Crown.plant(crown);
        return crown;
    }

    /**
     * What comes of {@code entry}, which touches nothing but this subtree and which its session's table has accepted.
     * Whatever goes wrong is an outcome, and then nothing has changed.
     */
    public Outcome apply(Entry entry, long zxid, long stampMillis) {
        return Application.of(entry, zxid, stampMillis, this);
    }

    /**
     * Answers {@code read}, whose paths are all of this subtree, for the connection that is {@code attachment}, and
     * sets the watch it asks for.
     */
    public ReadResult read(Request.Read read, long attachment, List<Identity> identities) {
        try {
            if (read instanceof Request.SetWatches setWatches) {
                List<WatchEvent> missed = new MissedEvents(this, attachment, identities).of(setWatches);
                return ReadResult.of(ReplyEncoder.body(Reply.Empty.EMPTY), missed);
            }
            Reply reply = new Reads(this, attachment, identities).answer(read);
            return ReadResult.of(ReplyEncoder.body(reply), List.of());
        } catch (Rejected rejected) {
            return ReadResult.rejected(rejected.error());
        } catch (RuntimeException failure) {
            return ReadResult.failed(failure);
        }
    }

    /** The connection is gone, and its watches with it. */
    public void forget(long attachment) {
        watches.forget(attachment);
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
        List<Entry.Collect> found = new ArrayList<>();
        for (Map.Entry<String, Znode> entry : temporary.entrySet()) {
            if (found.size() == max) {
                break;
            }
            if (Collecting.isCandidate(entry.getValue(), nowMillis, neverUsedMillis)) {
                found.add(new Entry.Collect(entry.getKey(), entry.getValue().czxid()));
            }
        }
        return found;
    }

    /** The sum over all znodes, so that neither their order nor their subtree shows in it. */
    public long digest() {
        return digest;
    }

    public int nodeCount() {
        return nodes.size();
    }

    public int watchCount() {
        return watches.count();
    }

    public int ephemeralCount() {
        return ephemerals.count();
    }

    /** Of data and paths, as ZooKeeper counts. */
    public long dataBytes() {
        return dataBytes;
    }

    /** Every znode with its path, in no order. */
    public void forEach(BiConsumer<String, Znode> visitor) {
        nodes.forEach(visitor);
    }

    /** Null where there is none. */
    @Nullable
    Znode find(String path) {
        return nodes.get(path);
    }

    /** @throws Rejected with NoNode */
    Znode require(String path) {
        Znode node = nodes.get(path);
        if (node == null) {
            throw Rejected.with(ErrorCode.NO_NODE);
        }
        return node;
    }

    void add(String path, Znode node) {
        if (nodes.putIfAbsent(path, node) != null) {
            return;
        }
        roll.add(node);
        dataBytes += path.length() + node.dataLength();
        digest += node.digest();
        switch (node.lifetime()) {
            case EPHEMERAL -> ephemerals.add(node.owner(), path);
            case CONTAINER, TTL -> temporary.put(path, node);
            case PERSISTENT -> {}
        }
    }

    void remove(String path, Znode node) {
        if (!nodes.remove(path, node)) {
            return;
        }
        roll.remove(node);
        dataBytes -= path.length() + node.dataLength();
        digest -= node.digest();
        switch (node.lifetime()) {
            case EPHEMERAL -> ephemerals.remove(node.owner(), path);
            case CONTAINER, TTL -> temporary.remove(path);
            case PERSISTENT -> {}
        }
    }

    /** All as it is now is to be read by {@link #readCut}, in whatever steps, while it goes on changing. */
    public void openCut() {
        roll.openCut();
    }

    /** Nobody reads on in the cut that was opened. */
    public void closeCut() {
        roll.closeCut();
    }

    /** The next chunk, of about {@code chunkBytes}, of the open cut. It takes little time, whatever it finds. */
    public CutChunk readCut(int chunkBytes) {
        ImageWriter chunk = new ImageWriter(chunkBytes);
        boolean last = readCut(chunk);
        return new CutChunk(chunk.take(), last);
    }

    boolean readCut(ImageWriter chunk) {
        return roll.read(chunk.znodes(), CUT_STEPS_MAX);
    }

    /** As it was at one time, where there is none with this path; childless. @return whether there was none */
    boolean restore(ZnodeImage image) {
        if (nodes.containsKey(image.path())) {
            return false;
        }
        add(image.path(), new Znode(image));
        return true;
    }

    /** Every znode, in the order in which they came. */
    void forEachEnrolled(Consumer<Znode> visitor) {
        roll.forEach(node -> visitor.accept((Znode) node));
    }

    /** Children were added to any of them. */
    void noteFamilies() {
        forEachEnrolled(node -> {
            if (node.childCount() > 0) {
                noteChanged(node);
            }
        });
    }

    /** To be called before each change of a znode that is here. */
    void noteChanging(Znode node) {
        roll.changing(node);
    }

    /** To be called after each change of a znode that is here. */
    void noteChanged(Znode node) {
        digest -= node.digest();
        node.renewDigest();
        digest += node.digest();
    }

    /** Data grew by so much. */
    void countData(int bytes) {
        dataBytes += bytes;
    }

    List<String> ephemeralsOf(long session) {
        return ephemerals.of(session);
    }

    Watches watches() {
        return watches;
    }
}
