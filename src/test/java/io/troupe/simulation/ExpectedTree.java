package io.troupe.simulation;

import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tree as it must be after any zxid: a second, plain implementation of the few operations that the clients here
 * use, which forgets nothing. It knows nothing of subtrees, rounds or journals.
 */
final class ExpectedTree {
    /** What a write must have come to; {@code path} is that of a node created, {@code version} that of data set. */
    record Outcome(ErrorCode error, String path, int version) {
        static Outcome of(ErrorCode error) {
            return new Outcome(error, null, 0);
        }
    }

    /** A znode at some zxid; {@code created} counts the children ever made below it. */
    record Node(String data, int version, long czxid, long mzxid, int created, long owner) {
        static final Node GONE = new Node(null, -1, 0, 0, 0, 0);

        @SuppressWarnings("ReferenceEquality") // there is one
        boolean exists() {
            return this != GONE;
        }

        Node withChild() {
            return new Node(data, version, czxid, mzxid, created + 1, owner);
        }
    }

    private final Map<String, TreeMap<Long, Node>> history = new HashMap<>();
    private final Map<String, Set<String>> everBelow = new HashMap<>();
    /** What the entry at hand has changed so far. */
    private final Map<String, Node> changed = new HashMap<>();

    ExpectedTree() {
        put("/", 0, new Node("", 0, 0, 0, 0, 0));
    }

    /** Applies a write that is neither void nor of a foreign attachment. */
    Outcome apply(long zxid, long session, Request.Write write) {
        changed.clear();
        Outcome outcome = write instanceof Request.Multi multi ? all(zxid, session, multi) : one(zxid, session, write);
        if (outcome.error() == ErrorCode.OK) {
            changed.forEach((path, node) -> put(path, zxid, node));
        }
        return outcome;
    }

    /** The session ends: what it owned goes, all under this zxid. */
    void endSession(long zxid, long session) {
        history.forEach((path, states) -> {
            if (states.lastEntry().getValue().owner() == session) {
                states.put(zxid, Node.GONE);
            }
        });
    }

    Node at(String path, long zxid) {
        TreeMap<Long, Node> states = history.get(path);
        Map.Entry<Long, Node> state = states == null ? null : states.floorEntry(zxid);
        return state == null ? Node.GONE : state.getValue();
    }

    /** Whether the data of {@code path} changed after {@code from}, up to {@code to}. */
    boolean changedBetween(String path, long from, long to) {
        return at(path, from).mzxid() != at(path, to).mzxid();
    }

    /** Names of the children of {@code path} after {@code zxid}, in order. */
    Set<String> childrenAt(String path, long zxid) {
        Set<String> names = new TreeSet<>();
        for (String child : everBelow.getOrDefault(path, Set.of())) {
            if (at(child, zxid).exists()) {
                names.add(child.substring(child.lastIndexOf('/') + 1));
            }
        }
        return names;
    }

    private Outcome all(long zxid, long session, Request.Multi multi) {
        for (Request.MultiOp operation : multi.operations()) {
            Outcome outcome = one(zxid, session, operation);
            if (outcome.error() != ErrorCode.OK) {
                return outcome;
            }
        }
        return new Outcome(ErrorCode.OK, null, 0);
    }

    private Outcome one(long zxid, long session, Request operation) {
        if (operation instanceof Request.Create create) {
            return create(zxid, session, create);
        }
        if (operation instanceof Request.Delete delete) {
            return delete(zxid, delete);
        }
        if (operation instanceof Request.SetData set) {
            Node node = now(set.path());
            ErrorCode error = versionError(node, set.version());
            if (error == ErrorCode.OK) {
                changed.put(
                        set.path(),
                        new Node(
                                text(set.data()),
                                node.version() + 1,
                                node.czxid(),
                                zxid,
                                node.created(),
                                node.owner()));
            }
            return new Outcome(error, null, node.version() + 1);
        }
        if (operation instanceof Request.Check check) {
            return Outcome.of(versionError(now(check.path()), check.version()));
        }
        throw new IllegalArgumentException("no client here sends " + operation);
    }

    private Outcome create(long zxid, long session, Request.Create create) {
        CreateMode mode = CreateMode.of(create.flags()).orElseThrow();
        String parentPath = parentOf(create.path());
        Node parent = now(parentPath);
        if (!parent.exists()) {
            return Outcome.of(ErrorCode.NO_NODE);
        }
        String path = mode.sequential() ? create.path() + String.format("%010d", parent.created()) : create.path();
        if (now(path).exists()) {
            return Outcome.of(ErrorCode.NODE_EXISTS);
        }
        if (parent.owner() != 0) {
            return Outcome.of(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        }
        changed.put(parentPath, parent.withChild());
        changed.put(path, new Node(text(create.data()), 0, zxid, zxid, 0, mode.ephemeral() ? session : 0));
        return new Outcome(ErrorCode.OK, path, 0);
    }

    private Outcome delete(long zxid, Request.Delete delete) {
        Node node = now(delete.path());
        ErrorCode error = versionError(node, delete.version());
        if (error == ErrorCode.OK && hasChildren(delete.path(), zxid)) {
            error = ErrorCode.NOT_EMPTY;
        }
        if (error == ErrorCode.OK) {
            changed.put(delete.path(), Node.GONE);
        }
        return Outcome.of(error);
    }

    private boolean hasChildren(String path, long zxid) {
        return everBelow.getOrDefault(path, Set.of()).stream()
                .anyMatch(child -> changed.getOrDefault(child, at(child, zxid)).exists());
    }

    private static ErrorCode versionError(Node node, int version) {
        if (!node.exists()) {
            return ErrorCode.NO_NODE;
        }
        return version == -1 || version == node.version() ? ErrorCode.OK : ErrorCode.BAD_VERSION;
    }

    private Node now(String path) {
        return changed.getOrDefault(path, at(path, Long.MAX_VALUE));
    }

    private void put(String path, long zxid, Node node) {
        history.computeIfAbsent(path, made -> new TreeMap<>()).put(zxid, node);
        if (!path.equals("/")) {
            everBelow.computeIfAbsent(parentOf(path), made -> new TreeSet<>()).add(path);
        }
    }

    private static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    static String text(byte[] data) {
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }
}
