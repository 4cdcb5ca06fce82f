package io.troupe.zab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One core under a test's hand: inputs go in one by one, and what came out is kept until it is asked for. */
final class CoreTwin {
    static final long ENSEMBLE = 42;

    private final BiFunction<Input, Now, List<Effect>> core;
    private Supplier<LeaderReport> report;
    private final List<Effect> effects = new ArrayList<>();
    private long millis = 1000;
    private LogState durable;

    private CoreTwin(BiFunction<Input, Now, List<Effect>> core) {
        this.core = core;
    }

    static ZabSettings settings(int self, int... voters) {
        List<Integer> ids = Arrays.stream(voters).boxed().toList();
        return new ZabSettings(self, ids, 100, 1000, 8000, 3000, 500, 200, 1 << 16, 1 << 14, 1);
    }

    static CoreTwin election(LogState log, int self, int... voters) {
        return new CoreTwin(new Election(settings(self, voters))::step).start(log);
    }

    static CoreTwin leader(LogState log, int self, int... voters) {
        Leader core = new Leader(settings(self, voters), ENSEMBLE);
        CoreTwin twin = new CoreTwin(core::step);
        twin.report = () -> core.report(new Now(twin.millis, twin.millis));
        return twin.start(log);
    }

    static CoreTwin follower(LogState log, int self, int leader) {
        return new CoreTwin(new Follower(settings(self, 1, 2, 3), leader, 1)::step).start(log);
    }

    /** Of a leader. */
    LeaderReport report() {
        return report.get();
    }

    private CoreTwin start(LogState log) {
        durable = log;
        return step(new Input.Start(log));
    }

    CoreTwin step(Input input) {
        effects.addAll(core.apply(input, new Now(millis, millis)));
        return this;
    }

    CoreTwin receive(int from, Message message) {
        return step(new Input.Received(from, message));
    }

    CoreTwin pass(long byMillis) {
        millis += byMillis;
        return step(new Input.Tick());
    }

    /** Writes whatever the core wants written, until it wants no more. */
    CoreTwin write() {
        for (List<Effect.Persist> due = take(Effect.Persist.class); !due.isEmpty(); due = take(Effect.Persist.class)) {
            for (Effect.Persist persist : due) {
                for (LogRecord record : persist.records()) {
                    durable = durable.after(record);
                }
                step(new Input.Durable(persist.ticket()));
            }
        }
        return this;
    }

    /** What has been written. */
    LogState durable() {
        return durable;
    }

    /** What came out of this kind since the last call. */
    <E extends Effect> List<E> take(Class<E> kind) {
        List<E> taken =
                effects.stream().filter(kind::isInstance).map(kind::cast).toList();
        effects.removeAll(taken);
        return taken;
    }

    /** The messages of this kind sent to {@code peer} since the last call. */
    <M extends Message> List<M> sent(int peer, Class<M> kind) {
        List<Effect.Send> sends = effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(Effect.Send.class::cast)
                .filter(send -> send.peer() == peer && kind.isInstance(send.message()))
                .toList();
        effects.removeAll(sends);
        return sends.stream().map(send -> kind.cast(send.message())).toList();
    }

    boolean retired() {
        return effects.stream().anyMatch(Effect.Retire.class::isInstance);
    }

    /** The log of a peer that entered {@code epoch} and holds these batches. */
    static LogState log(long epoch, Batch... batches) {
        LogState state = LogState.BLANK
                .after(new LogRecord.EpochPromised(epoch, 1))
                .after(new LogRecord.EpochEntered(epoch, 1, ENSEMBLE));
        return batches.length == 0 ? state : state.after(new LogRecord.Accepted(List.of(batches), 0));
    }

    /** Follower {@code peer} with this log joins the leader under test, as far as its acknowledgement of the epoch. */
    CoreTwin joins(int peer, LogState log) {
        receive(peer, new Message.FollowerInfo(peer, log.standing(), 1)).write();
        List<Message.NewEpoch> newEpoch = sent(peer, Message.NewEpoch.class);
        if (!newEpoch.isEmpty()) {
            receive(peer, new Message.AckEpoch(peer, newEpoch.get(0).epoch(), log.standing()));
        }
        return this;
    }
}
