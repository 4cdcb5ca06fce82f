package io.troupe.simulation;

import io.troupe.model.Zxid;
import io.troupe.peer.Newcomer;
import io.troupe.peer.Op;
import io.troupe.peer.Replica;
import io.troupe.peer.ReplicaEffect;
import io.troupe.peer.ReplicaSettings;
import io.troupe.peer.RoleCommand;
import io.troupe.session.CreditPool;
import io.troupe.tree.ClientEvent;
import io.troupe.tree.CutChunk;
import io.troupe.tree.CutHead;
import io.troupe.tree.Grown;
import io.troupe.tree.Partition;
import io.troupe.tree.Subtree;
import io.troupe.zab.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Around one replica, as its actor and those of its subtrees are around it, with the connections of the clients here.
 * What the subtrees do takes its time, and other things happen meanwhile.
 */
final class ReplicaShell {
    private static final ReplicaSettings SETTINGS =
            new ReplicaSettings(SimulatedSnapshots.SUBTREES, 2_000, 500, 100, 5_000, 300_000, 100);

    private final SimulatedPeer peer;
    private final PeerProcess process;
    private final Checkers checkers;
    private final CommittedOrder.Cursor cursor;
    private Replica replica = new Replica(SETTINGS);
    private List<Subtree> subtrees = Partition.emptySubtrees(SETTINGS.subtrees());
    private final List<Mailbox> subtreeMail = new ArrayList<>();
    private final Mailbox roleMail;
    private final Mailbox snapshotMail;
    private Consumer<CutHead> cutter;
    private final UnaryOperator<RoleCommand> toRole;
    private final UnaryOperator<List<Batch>> toReplica;
    /** Identity is what tells connections apart; the order is that in which they came. */
    private final Map<ClientConnection, SimulatedSession> sessions = new LinkedHashMap<>();

    private final Map<Long, SimulatedSession> attached = new HashMap<>();
    private final Map<Long, Integer> timeouts = new HashMap<>();
    private final CreditPool pool = new CreditPool(SimulatedSession.POOL_BYTES);
    private RoleShell role;
    private int working;
    private long appliedZxid = Zxid.NONE;
    private long beatAtMillis;
    private long collectAtMillis;

    ReplicaShell(SimulatedPeer peer, PeerProcess process) {
        this.peer = peer;
        this.process = process;
        checkers = peer.world().checkers();
        cursor = checkers.order().cursor(peer.id());
        for (int i = 0; i < subtrees.size(); i++) {
            subtreeMail.add(new Mailbox(peer));
        }
        roleMail = new Mailbox(peer);
        replica.beat(peer.seams().replicaMillis(peer.now().monotonicMillis()));
        snapshotMail = new Mailbox(peer);
        toRole = peer.seams().toRole();
        toReplica = peer.seams().toReplica();
    }

    /** The process is dead, and with it all connections. */
    void gone() {
        attached.keySet().forEach(checkers.lastWords()::ended);
        List.copyOf(sessions.keySet()).forEach(ClientConnection::closeAtPeer);
    }

    long appliedZxid() {
        return appliedZxid;
    }

    void fromClient(ClientConnection from, ClientMessage message) {
        if (message instanceof ClientMessage.Bytes bytes) {
            sessions.computeIfAbsent(from, made -> new SimulatedSession(peer, this, from, pool))
                    .arrived(bytes.bytes());
        } else if (sessions.containsKey(from)) {
            sessions.remove(from).gone();
        }
    }

    /** Goes on with what a snapshot has. Nobody is connected yet. */
    void restore(Grown grown) {
        replica = new Replica(SETTINGS, grown);
        replica.beat(peer.seams().replicaMillis(peer.now().monotonicMillis()));
        subtrees = grown.subtrees();
        appliedZxid = grown.head().zxid();
        cursor.restoredAt(appliedZxid);
        checkers.digests().reached(peer.id(), appliedZxid, replica.digest());
    }

    void cut(Consumer<CutHead> opened) {
        cutter = opened;
        replica.cut().want();
        turn();
    }

    /** Part 0 is what is in no subtree. */
    void readCut(int part, int chunkBytes, Consumer<CutChunk> done) {
        if (part == 0) {
            snapshotMail.tell(() -> done.accept(replica.cut().read(chunkBytes)));
        } else {
            subtreeMail.get(part - 1).tell(() -> {
                CutChunk chunk = subtrees.get(part - 1).readCut(chunkBytes);
                snapshotMail.tell(() -> done.accept(chunk));
            });
        }
    }

    void closeCut() {
        replica.cut().close();
        for (int i = 0; i < subtrees.size(); i++) {
            Subtree subtree = subtrees.get(i);
            subtreeMail.get(i).tell(subtree::closeCut);
        }
    }

    void connect(SimulatedSession session, Newcomer newcomer) {
        attached.put(newcomer.attachment(), session);
        timeouts.put(newcomer.attachment(), newcomer.timeoutMillis());
        replica.connect(newcomer);
        turn();
    }

    void requests(long attachment, List<Op> ops) {
        checkers.lastWords().heard(attachment);
        replica.requests(attachment, ops);
        turn();
    }

    void touch(long attachment) {
        checkers.lastWords().heard(attachment);
        replica.touch(attachment);
        turn();
    }

    void disconnect(long attachment) {
        attached.remove(attachment);
        checkers.lastWords().ended(attachment);
        replica.disconnect(attachment);
        turn();
    }

    void roleActive(RoleShell active, long serveFromZxid, boolean leading) {
        role = active;
        replica.roleActive(active.incarnation(), serveFromZxid, leading);
        turn();
    }

    void roleEnded(long incarnation) {
        if (role != null && role.incarnation() == incarnation) {
            role = null;
        }
        replica.roleEnded(incarnation);
        turn();
    }

    void committed(List<Batch> batches) {
        for (Batch batch : batches) {
            if (cursor.take(batch)) {
                checkers.requireOnQuorum(batch.lastZxid());
            }
        }
        replica.committed(toReplica.apply(batches));
        turn();
    }

    void synced(long ticket, long zxid) {
        replica.syncAnswered(ticket, zxid);
        turn();
    }

    void touchesConfirmed(long number) {
        replica.touchesConfirmed(number);
        turn();
    }

    void tick() {
        long now = nowMillis();
        if (now >= beatAtMillis) {
            beatAtMillis = now + SETTINGS.touchMillis();
            replica.beat(peer.seams().replicaMillis(now));
        }
        if (now >= collectAtMillis) {
            collectAtMillis = now + SETTINGS.collectMillis();
            replica.collect(peer.now().wallMillis());
        }
        turn();
    }

    private void turn() {
        for (List<ReplicaEffect> due = replica.turn(); !due.isEmpty(); due = replica.takeEffects()) {
            due.forEach(this::perform);
        }
        if (working == 0) {
            reached(replica.facts().zxid());
        }
    }

    private void reached(long zxid) {
        if (zxid != appliedZxid) {
            appliedZxid = zxid;
            checkers.digests().reached(peer.id(), zxid, replica.digest());
            process.applied(zxid);
        }
    }

    private void perform(ReplicaEffect effect) {
        if (effect instanceof ReplicaEffect.Tell tell) {
            tell(tell.attachment(), tell.event());
        } else if (effect instanceof ReplicaEffect.ToRole asked) {
            RoleShell to = role;
            roleMail.tell(() -> process.ask(to, toRole.apply(asked.command())));
        } else if (effect instanceof ReplicaEffect.Work work) {
            working++;
            subtreeMail.get(work.subtree()).tell(() -> {
                working--;
                replica.worked(work.subtree(), work.share().runOn(subtrees.get(work.subtree())));
                turn();
            });
        } else if (effect instanceof ReplicaEffect.Borrow borrow) {
            working++;
            subtreeMail.get(borrow.subtree()).tell(() -> {
                working--;
                replica.lent(borrow.subtree(), subtrees.get(borrow.subtree()));
                turn();
            });
        } else if (effect instanceof ReplicaEffect.OpenCut open) {
            subtreeMail
                    .get(open.subtree())
                    .tell(() -> subtrees.get(open.subtree()).openCut());
        } else if (effect instanceof ReplicaEffect.Cut cut) {
            Consumer<CutHead> to = cutter;
            snapshotMail.tell(() -> to.accept(cut.head()));
        } else if (effect instanceof ReplicaEffect.Failed failed) {
            throw failed.failure();
        }
    }

    private void tell(long attachment, ClientEvent event) {
        boolean last = event instanceof ClientEvent.Refused || event instanceof ClientEvent.Ended;
        if (last) {
            checkers.lastWords().ended(attachment);
        } else if (event instanceof ClientEvent.Connected) {
            checkers.lastWords().attached(attachment, peer, timeouts.remove(attachment));
        }
        SimulatedSession session = last ? attached.remove(attachment) : attached.get(attachment);
        if (session != null) {
            session.tell(event);
        }
    }

    private long nowMillis() {
        return peer.now().monotonicMillis();
    }
}
