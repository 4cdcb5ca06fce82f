package io.troupe.peer;

import io.troupe.model.Request;
import io.troupe.peer.ReplicaEffect.Tell;
import io.troupe.peer.ReplicaEffect.ToRole;
import io.troupe.peer.RoleCommand.SessionGone;
import io.troupe.peer.RoleCommand.SessionOpened;
import io.troupe.tree.Census;
import io.troupe.tree.ClientEvent;
import io.troupe.tree.ClientEvent.Ending;
import io.troupe.tree.ClientEvent.Refusal;
import io.troupe.tree.ClientOutput;
import io.troupe.tree.CutHead;
import io.troupe.tree.Grown;
import io.troupe.tree.Partition;
import io.troupe.tree.PartitionCut;
import io.troupe.tree.RoundResult;
import io.troupe.tree.Session;
import io.troupe.tree.SessionChange;
import io.troupe.tree.ShareResult;
import io.troupe.tree.Subtree;
import io.troupe.zab.Batch;
import io.troupe.zab.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A peer's copy of the tree together with what its clients wait for. It outlives every role: it holds only what is
 * committed, which no epoch undoes. What happens to it is told by its methods; {@link #turn} then says what is to be
 * done, so that all that came meanwhile shares one round and one submission.
 */
public final class Replica {
    private final ReplicaSettings settings;
    private final Partition partition;
    private final Reception reception;
    private final Rounds rounds;
    private final WaitingWrites writes;
    private final Connections connections = new Connections();
    private final Touches touches = new Touches();
    /** Those who cannot be let in yet, in the order in which they came. */
    private final Map<Long, Newcomer> newcomers = new LinkedHashMap<>();

    private final Collector collector;
    private List<ReplicaEffect> effects = new ArrayList<>();

    private long incarnation;
    private boolean active;
    private boolean leading;
    private long serveFromZxid;
    private long appliedZxid;
    private long nowMillis;

    /** Of an empty tree. */
    public Replica(ReplicaSettings settings) {
        this(settings, Grown.fresh(settings.subtrees()));
    }

    /** Goes on with {@code grown}; its subtrees are with whoever works for this replica. */
    public Replica(ReplicaSettings settings, Grown grown) {
        this.settings = settings;
        partition = new Partition(grown);
        appliedZxid = grown.head().zxid();
        reception = new Reception(partition);
        rounds = new Rounds(partition, settings.subtrees());
        writes = new WaitingWrites(settings.creditBytes(), settings.parcelBytesMax());
        collector = new Collector(settings);
    }

    /** Without a role, or before this peer has what it must have to serve anybody, whoever comes waits. */
    public void connect(Newcomer newcomer) {
        connections.add(newcomer.attachment(), sessionOf(newcomer), newcomer.timeoutMillis(), nowMillis);
        newcomers.put(newcomer.attachment(), newcomer);
        admit();
    }

    private static long sessionOf(Newcomer newcomer) {
        return newcomer.sessionId() == 0 ? newcomer.freshSessionId() : newcomer.sessionId();
    }

    private void admit() {
        if (newcomers.isEmpty() || !active || partition.lastZxid() < serveFromZxid) {
            return;
        }
        for (Newcomer newcomer : newcomers.values()) {
            long attachment = newcomer.attachment();
            Optional<Refusal> refusal = reception.refusalOf(newcomer);
            if (refusal.isPresent()) {
                connections.remove(attachment);
                effects.add(new Tell(attachment, new ClientEvent.Refused(refusal.get())));
            } else {
                partition.expect(attachment);
                writes.connect(sessionOf(newcomer), attachment, reception.entryOf(newcomer));
            }
        }
        newcomers.clear();
    }

    /** Of a connection that is an attachment; any other is not heard. */
    public void requests(long attachment, List<Op> ops) {
        Connections.Connection connection = connections.attachedOne(attachment);
        if (connection == null) {
            return;
        }
        touches.touch(connection, nowMillis);
        for (Op op : ops) {
            request(attachment, op);
        }
    }

    private void request(long attachment, Op op) {
        if (op instanceof Op.Read read) {
            partition.read(attachment, read.request(), read.identities());
        } else if (op instanceof Op.Write write) {
            long sequence = writes.write(attachment, write.opCode(), write.body(), write.identities());
            partition.write(attachment, sequence);
        } else if (op instanceof Op.Sync sync) {
            partition.sync(attachment, sync.path()).ifPresent(this::ask);
        } else {
            partition.write(attachment, writes.close(attachment));
        }
    }

    /** As long as there is no role, it is asked of the next one. */
    private void ask(long ticket) {
        if (active) {
            effects.add(new ToRole(new RoleCommand.Sync(ticket)));
        }
    }

    public void touch(long attachment) {
        Connections.Connection connection = connections.attachedOne(attachment);
        if (connection != null) {
            touches.touch(connection, nowMillis);
        }
    }

    /** The leader knows of all touches up to this number, and has heard a quorum since. */
    public void touchesConfirmed(long number) {
        touches.confirmed(number);
    }

    public void disconnect(long attachment) {
        if (connections.remove(attachment) && newcomers.remove(attachment) == null) {
            partition.disconnect(attachment);
            writes.disconnected(attachment);
        }
    }

    /** Whatever is not applied yet is sent to it, and asked of it, again. */
    public void roleActive(long newIncarnation, long newServeFromZxid, boolean isLeading) {
        incarnation = newIncarnation;
        active = true;
        leading = isLeading;
        serveFromZxid = newServeFromZxid;
        if (leading) {
            effects.add(new ToRole(new RoleCommand.SessionsHeld(sessionsHeld())));
        }
        writes.sendAgain();
        touches.sendAgain(nowMillis);
        admit();
        partition.askSyncsAgain().forEach(this::ask);
    }

    private List<SessionOpened> sessionsHeld() {
        List<SessionOpened> held = new ArrayList<>();
        for (Session session : partition.sessions().all()) {
            held.add(new SessionOpened(session.id(), session.attachment(), session.timeoutMillis()));
        }
        return held;
    }

    /** That an older one ended is known already. */
    public void roleEnded(long oldIncarnation) {
        if (oldIncarnation == incarnation) {
            active = false;
            leading = false;
            collector.clear();
        }
    }

    /** @throws io.troupe.zab.InvariantViolation where a batch does not follow the one before it */
    public void committed(List<Batch> batches) {
        batches.forEach(partition::commit);
    }

    public void syncAnswered(long ticket, long zxid) {
        partition.syncAnswered(ticket, zxid);
    }

    /** Comes every {@link ReplicaSettings#touchMillis}, and before anything else that happens. */
    public void beat(long monotonicMillis) {
        nowMillis = monotonicMillis;
        connections.overdue(nowMillis).forEach(this::giveUp);
        if (!active) {
            return;
        }
        long[] touched = touches.take(nowMillis);
        if (touched.length > 0) {
            effects.add(new ToRole(new RoleCommand.Touched(touches.lastNumber(), touched)));
        }
        collector.take().ifPresent(this::submit);
    }

    private void submit(Submission submission) {
        effects.add(new ToRole(new RoleCommand.Submit(List.of(submission))));
    }

    /** Comes every {@link ReplicaSettings#collectMillis}. */
    public void collect(long wallMillis) {
        if (leading && collector.isEmpty()) {
            partition.lookForCollectable(wallMillis, settings.neverUsedMillis(), settings.collectionsMax());
        }
    }

    /** The client had better go elsewhere. */
    private void giveUp(long attachment) {
        effects.add(new Tell(attachment, farewell(attachment)));
        disconnect(attachment);
    }

    private ClientEvent farewell(long attachment) {
        return connections.isAttached(attachment)
                ? new ClientEvent.Ended(Ending.NOT_SERVING)
                : new ClientEvent.Refused(Refusal.NOT_SERVING);
    }

    /** Begins what can be begun, and says what is to be done for it and for all that happened since the last time. */
    public List<ReplicaEffect> turn() {
        Optional<RoundResult> result = begin();
        while (result.isPresent()) {
            settle(result.get());
            result = begin();
        }
        admit();
        if (active) {
            List<Submission> submissions = writes.take();
            if (!submissions.isEmpty()) {
                effects.add(new ToRole(new RoleCommand.Submit(submissions)));
            }
        }
        return takeEffects();
    }

    private Optional<RoundResult> begin() {
        if (partition.cut().isDue()) {
            CutHead head = partition.cut().open();
            for (int subtree = 0; subtree < settings.subtrees(); subtree++) {
                effects.add(new ReplicaEffect.OpenCut(subtree));
            }
            effects.add(new ReplicaEffect.Cut(head));
        }
        return rounds.begin(effects);
    }

    /** An exact cut of all is opened as soon as there can be one that is wanted; see {@link ReplicaEffect.Cut}. */
    public PartitionCut cut() {
        return partition.cut();
    }

    /** Only what has come of what happened; nothing is begun. */
    public List<ReplicaEffect> takeEffects() {
        List<ReplicaEffect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    /** Whether a round waits for subtrees. */
    public boolean isWorking() {
        return rounds.isRunning();
    }

    public void worked(int subtree, ShareResult result) {
        rounds.worked(subtree, result, effects).ifPresent(this::settle);
    }

    public void lent(int subtree, Subtree lent) {
        rounds.lent(subtree, lent, effects).ifPresent(this::settle);
    }

    private void settle(RoundResult result) {
        appliedZxid = result.zxid();
        result.outputs().forEach(this::settle);
        if (leading) {
            result.sessions().forEach(change -> effects.add(new ToRole(commandFor(change))));
            collector.add(result.collectable());
        }
        result.failures().forEach(failure -> effects.add(new ReplicaEffect.Failed(failure)));
    }

    private void settle(ClientOutput output) {
        long attachment = output.attachment();
        if (output.appliedSequence() != ClientOutput.NONE_APPLIED) {
            writes.applied(attachment, output.appliedSequence());
        }
        for (ClientEvent event : output.events()) {
            effects.add(new Tell(attachment, event));
            if (event instanceof ClientEvent.Connected) {
                connections.attached(attachment);
                touch(attachment);
            } else if (event instanceof ClientEvent.Ended || event instanceof ClientEvent.Refused) {
                connections.remove(attachment);
                writes.forget(attachment);
            }
        }
    }

    private static RoleCommand commandFor(SessionChange change) {
        if (change instanceof SessionChange.Opened opened) {
            return new SessionOpened(opened.session(), opened.attachment(), opened.timeoutMillis());
        }
        return new SessionGone(((SessionChange.Gone) change).session());
    }

    /** The last entry that is applied whole. */
    public long appliedZxid() {
        return appliedZxid;
    }

    public Facts facts() {
        Census census = partition.census();
        return new Facts(
                appliedZxid,
                census.nodes(),
                census.watches(),
                census.ephemerals(),
                census.dataBytes(),
                partition.sessions().count(),
                connections.count());
    }

    /** Those with an id after {@code afterId}, as the order of the ids has it. */
    ReplicaActor.SessionsHeld sessions(long afterId, int max) {
        List<ReplicaActor.SessionFacts> held = partition.sessions().all().stream()
                .filter(session -> session.id() > afterId)
                .limit(max)
                .map(session ->
                        new ReplicaActor.SessionFacts(session.id(), session.attachment(), session.timeoutMillis()))
                .toList();
        return new ReplicaActor.SessionsHeld(held, partition.sessions().count());
    }

    /** One read by somebody who is no client; answered like one of a client's, until {@link #looked}. */
    void look(long looker, Request.Read read) {
        partition.expect(looker);
        partition.read(looker, read, List.of());
    }

    void looked(long looker) {
        partition.disconnect(looker);
    }

    /** Of all that was applied. Meaningful while no subtree is at work. */
    public long digest() {
        return partition.census().digest();
    }
}
