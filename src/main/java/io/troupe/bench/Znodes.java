package io.troupe.bench;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in the tree the load falls, and what must be there before: all of it below one znode of the benchmark's own.
 */
record Znodes(int dataBytes) {
    static final String ROOT = "/troupe-bench";
    static final int COUNT = 1_000;

    private static final String DATA = ROOT + "/data";
    private static final String CHILDREN = ROOT + "/children";
    private static final String MADE = ROOT + "/made";
    private static final String QUEUE = ROOT + "/queue";

    /** Of a child's name; with its length before it, it takes so much more of a reply. */
    private static final int NAME_BYTES = 10;

    /** One of those that are set and read. */
    static String path(int index) {
        return DATA + "/k%09d".formatted(Math.floorMod(index, COUNT));
    }

    /** One that a connection makes and removes. */
    static String made(int connection, int index) {
        return MADE + "/c%05d-%05d".formatted(connection, index);
    }

    /** Before the number that the ensemble adds. */
    static String queued(int connection) {
        return QUEUE + "/c%05d-".formatted(connection);
    }

    static String parent() {
        return CHILDREN;
    }

    /** So many that their names in a reply fill {@code dataBytes}. */
    int children() {
        return Math.max(1, dataBytes / (NAME_BYTES + Integer.BYTES));
    }

    int childrenReplyBytes() {
        return Integer.BYTES + children() * (NAME_BYTES + Integer.BYTES);
    }

    byte[] data() {
        byte[] data = new byte[dataBytes];
        Arrays.fill(data, (byte) 'x');
        return data;
    }

    static Request.Create create(String path, byte[] data, CreateMode mode) {
        return new Request.Create(OpCode.CREATE, path, data, Acl.OPEN, mode.flag(), -1);
    }

    /** Makes all of it anew. */
    void prepare(PlainSession session) throws IOException {
        remove(session);
        List<Request> creates = new ArrayList<>();
        for (String directory : List.of(ROOT, DATA, CHILDREN, MADE, QUEUE)) {
            creates.add(create(directory, new byte[0], CreateMode.PERSISTENT));
        }
        for (int i = 0; i < COUNT; i++) {
            creates.add(create(path(i), data(), CreateMode.PERSISTENT));
        }
        for (int i = 0; i < children(); i++) {
            creates.add(create(CHILDREN + "/n%09d".formatted(i), new byte[0], CreateMode.PERSISTENT));
        }
        for (ErrorCode error : session.askAll(creates)) {
            require(error, "a create below " + ROOT + " at " + session.peer());
        }
    }

    static void require(ErrorCode error, String what) {
        if (error != ErrorCode.OK) {
            throw new BenchError("nothing is measured, " + what + " was answered with " + error);
        }
    }

    /** Leaves nothing of it behind. */
    static void remove(PlainSession session) throws IOException {
        remove(session, List.of(ROOT));
    }

    private static void remove(PlainSession session, List<String> paths) throws IOException {
        List<ErrorCode> errors = session.askAll(
                paths.stream().map(path -> new Request.Delete(path, -1)).toList());
        for (int i = 0; i < errors.size(); i++) {
            String path = paths.get(i);
            if (errors.get(i) == ErrorCode.NOT_EMPTY) {
                remove(session, below(session, path));
                require(session.ask(new Request.Delete(path, -1)).error(), "the delete of " + path);
            } else if (errors.get(i) != ErrorCode.NO_NODE) {
                require(errors.get(i), "the delete of " + path);
            }
        }
    }

    private static List<String> below(PlainSession session, String path) throws IOException {
        Request names = new Request.GetChildren(OpCode.GET_CHILDREN, path, false);
        return session.demand(names) instanceof Reply.OfChildren children
                ? children.names().stream().map(name -> path + "/" + name).toList()
                : List.of();
    }
}
