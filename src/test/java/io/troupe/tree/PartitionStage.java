package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.wire.RequestEncoder;
import io.troupe.zab.Batch;
import io.troupe.zab.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A partition with its subtrees in one thread, a history that is written by the test, and what each attachment was
 * told. Sessions have the same number as their first attachment, and attachments up to 99 live on this peer.
 */
final class PartitionStage {
    static final List<Identity> ANYONE = List.of(Identity.ANYONE);
    static final byte[] SECRET = {1, 2, 3};
    static final int TIMEOUT = 4_000;
    private static final long EPOCH = 1;

    final Partition partition;
    final List<Subtree> subtrees;
    final List<RoundResult> rounds = new ArrayList<>();
    private final Map<Long, Long> sequences = new HashMap<>();
    private final Map<Long, List<String>> told = new HashMap<>();
    private long counter;

    PartitionStage(int subtrees) {
        partition = new Partition(subtrees);
        this.subtrees = Partition.emptySubtrees(subtrees);
    }

    /** Sessions are opened and have heard so. */
    PartitionStage withSessions(long... ids) {
        for (long id : ids) {
            expect(id);
            commit(new Entry.CreateSession(id, SECRET, TIMEOUT, id));
        }
        run();
        for (long id : ids) {
            take(id);
        }
        return this;
    }

    void expect(long attachment) {
        if (attachment < 100) {
            partition.expect(attachment);
        }
    }

    /** Gives the entries the next zxids, as one batch. */
    void commit(PendingEntry... entries) {
        Submission all = new Submission(entries.length, Parcel.encode(List.of(entries)));
        Batch batch = Batch.sequence(Zxid.of(EPOCH, counter + 1), 1_000 + counter, 1, List.of(all));
        counter += entries.length;
        partition.commit(batch);
    }

    /** The client's next write, on its way. */
    PendingEntry asks(long session, Request.Write request) {
        long sequence = next(session);
        return new PendingEntry.Write(
                session, session, sequence, ANYONE, request.opCode(), RequestEncoder.body(request));
    }

    PendingEntry closes(long session) {
        return new Entry.CloseSession(session, session, next(session));
    }

    private long next(long attachment) {
        long sequence = sequences.merge(attachment, 1L, Long::sum);
        partition.write(attachment, sequence);
        return sequence;
    }

    void reads(long attachment, Request.Read read) {
        partition.read(attachment, read, ANYONE);
    }

    void run() {
        for (RoundResult result : partition.run(subtrees)) {
            rounds.add(result);
            for (ClientOutput output : result.outputs()) {
                told.computeIfAbsent(output.attachment(), id -> new ArrayList<>())
                        .addAll(Told.lines(output));
            }
        }
    }

    /** What the attachment was told since the last time, one line each. */
    List<String> take(long attachment) {
        List<String> lines = told.remove(attachment);
        return lines == null ? List.of() : lines;
    }

    long zxid() {
        return Zxid.of(EPOCH, counter);
    }

    static Request.Write create(String path) {
        return create(path, CreateMode.PERSISTENT);
    }

    static Request.Write create(String path, CreateMode mode) {
        return new Request.Create(OpCode.CREATE, path, new byte[0], Acl.OPEN, mode.flag(), -1);
    }

    static Request.Write set(String path, String data) {
        return new Request.SetData(path, data.getBytes(StandardCharsets.UTF_8), -1);
    }

    static Request.Write delete(String path) {
        return new Request.Delete(path, -1);
    }

    static Request.Read get(String path) {
        return new Request.GetData(path, false);
    }

    static Request.Read watch(String path) {
        return new Request.GetData(path, true);
    }
}
