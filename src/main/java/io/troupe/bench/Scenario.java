package io.troupe.bench;

import io.troupe.model.CreateMode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an ensemble can be asked to do, each under the name that the command line knows it by. */
public enum Scenario {
    SET("set", "setData"),
    GET("get", "getData"),
    MIXED_90("90/10", "nine getData, one setData"),
    MIXED_50("50/50", "getData and setData in turn"),
    SYNC_GET("sync+get", "sync and getData sent together, counted as one"),
    CREATE_DELETE("create+delete", "create and delete in turn, each counted"),
    EPHEMERAL("ephemeral", "create of an ephemeral sequential znode, then its delete, each counted"),
    MULTI("multi", "multi of 10 setData, counted as one"),
    CHILDREN("children", "getChildren, as many names as fill the size"),
    FAN_OUT(
            "fan-out",
            "one set, and all other connections are told by a watch; the latency is until the last of them is"),
    CHURN("churn", "connect, create a session, end it"),
    LEADER_KILL("leader-kill", "clients write one by one, and the leader's process is killed");

    private static final int MULTI_OPERATIONS = 10;
    private static final int MADE = 64;
    private static final int SEQUENCE_DIGITS = 10;

    private final String title;
    private final String meaning;

    Scenario(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    public String title() {
        return title;
    }

    /** What one operation of it is. */
    public String meaning() {
        return meaning;
    }

    /** Whether each client waits for its answer before it goes on, whatever else is wanted. */
    boolean isOneByOne() {
        return this == FAN_OUT || this == CHURN || this == LEADER_KILL;
    }

    /** That which it is asked with where nobody says otherwise. */
    public Shape usualShape() {
        return switch (this) {
            case FAN_OUT -> new Shape(1_000, 1);
            case CHURN -> new Shape(64, 1);
            case LEADER_KILL -> new Shape(8, 1);
            default -> new Shape(64, 16);
        };
    }

    /** Whether the size of the data means anything to it. */
    boolean hasData() {
        return this != CHURN;
    }

    /** @throws BenchError for a name that none has */
    public static Scenario of(String title) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.title.equals(title.trim().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new BenchError("'" + title + "' is no scenario; there are "
                        + Arrays.stream(values()).map(Scenario::title).collect(Collectors.joining(", "))));
    }

    /** What the connection with the number {@code connection} sends. */
    Script script(Znodes znodes, int connection) {
        int start = connection * 37;
        return switch (this) {
            case SET -> new Script(each(i -> List.of(set(znodes, i))), 1, start);
            case GET -> new Script(each(i -> List.of(get(znodes, i))), 1, start);
            case MIXED_90 -> new Script(each(i -> List.of(i % 10 == 9 ? set(znodes, i) : get(znodes, i))), 1, start);
            case MIXED_50 -> new Script(each(i -> List.of(set(znodes, i), get(znodes, i))), 1, start);
            case SYNC_GET -> new Script(each(i -> List.of(syncGet(znodes, i))), 1, start);
            case CREATE_DELETE -> new Script(createDelete(znodes, connection), 2, 0);
            case EPHEMERAL -> new Script(List.of(ephemeral(znodes, connection)), 1, 0);
            case MULTI -> new Script(each(i -> List.of(multi(znodes, i))), 1, start);
            case CHILDREN -> new Script(List.of(children(znodes)), 1, 0);
            case FAN_OUT -> new Script(List.of(connection == 0 ? set(znodes, 0) : watch(znodes)), 1, 0);
            case CHURN, LEADER_KILL -> throw new IllegalArgumentException(title + " follows no script");
        };
    }

    private interface ForZnode {
        List<Operation> operations(int index);
    }

    private static List<Operation> each(ForZnode forZnode) {
        List<Operation> all = new ArrayList<>();
        for (int i = 0; i < Znodes.COUNT; i++) {
            all.addAll(forZnode.operations(i));
        }
        return all;
    }

    private static Operation.Part setPart(Znodes znodes, int i) {
        return new Operation.Part(new Request.SetData(Znodes.path(i), znodes.data(), -1), Operation.STAT_BYTES);
    }

    private static Operation.Part getPart(Znodes znodes, int i) {
        return new Operation.Part(
                new Request.GetData(Znodes.path(i), false), Integer.BYTES + znodes.dataBytes() + Operation.STAT_BYTES);
    }

    private static Operation set(Znodes znodes, int i) {
        return Operation.of("setData", setPart(znodes, i));
    }

    private static Operation get(Znodes znodes, int i) {
        return Operation.of("getData", getPart(znodes, i));
    }

    private static Operation watch(Znodes znodes) {
        return Operation.of(
                "getData with a watch",
                new Operation.Part(
                        new Request.GetData(Znodes.path(0), true),
                        Integer.BYTES + znodes.dataBytes() + Operation.STAT_BYTES));
    }

    private static Operation syncGet(Znodes znodes, int i) {
        String path = Znodes.path(i);
        return Operation.of(
                "sync and getData",
                new Operation.Part(new Request.Sync(path), Integer.BYTES + path.length()),
                getPart(znodes, i));
    }

    private static List<Operation> createDelete(Znodes znodes, int connection) {
        List<Operation> all = new ArrayList<>();
        for (int i = 0; i < MADE; i++) {
            String path = Znodes.made(connection, i);
            all.add(Operation.of(
                    "create",
                    new Operation.Part(
                            Znodes.create(path, znodes.data(), CreateMode.PERSISTENT), Integer.BYTES + path.length())));
            all.add(delete(path));
        }
        return all;
    }

    private static Operation delete(String path) {
        return Operation.of("delete", new Operation.Part(new Request.Delete(path, -1), 0));
    }

    private static Operation ephemeral(Znodes znodes, int connection) {
        String path = Znodes.queued(connection);
        String numbered = path + "0".repeat(SEQUENCE_DIGITS);
        return Operation.of(
                        "create of an ephemeral sequential znode",
                        new Operation.Part(
                                Znodes.create(path, znodes.data(), CreateMode.EPHEMERAL_SEQUENTIAL),
                                Integer.BYTES + numbered.length()))
                .followedBy(new Operation.FollowUp(delete(numbered), numbered.length()));
    }

    private static Operation multi(Znodes znodes, int index) {
        List<Request.MultiOp> sets = IntStream.range(0, MULTI_OPERATIONS)
                .<Request.MultiOp>mapToObj(i -> new Request.SetData(Znodes.path(index + i * 97), znodes.data(), -1))
                .toList();
        int header = 2 * Integer.BYTES + 1;
        int reply = MULTI_OPERATIONS * (header + Operation.STAT_BYTES) + header;
        return Operation.of("multi", new Operation.Part(new Request.Multi(sets), reply));
    }

    private static Operation children(Znodes znodes) {
        return Operation.of(
                "getChildren",
                new Operation.Part(
                        new Request.GetChildren(OpCode.GET_CHILDREN, Znodes.parent(), false),
                        znodes.childrenReplyBytes()));
    }
}
