package io.troupe.simulation;

import io.troupe.journal.Disk;
import io.troupe.model.Zxid;
import io.troupe.peer.ReplicaFeed;
import io.troupe.peer.RoleChange;
import io.troupe.peer.RoleCommand;
import io.troupe.peer.SnapshotDue;
import io.troupe.zab.Batch;
import io.troupe.zab.Input;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import io.troupe.zab.Message;
import io.troupe.zab.ZabSettings;
import java.util.List;
import java.util.Optional;

/**
 * One run of a peer, put together as its actors are: links, log, one role at a time, and the replica that outlives the
 * roles. It holds all that dies with the process.
 */
final class PeerProcess implements Links.Owner {
    private static final long TICK_MICROS = 50_000;

    private final SimulatedPeer peer;
    private final ZabSettings settings;
    private final RoleChange change;
    private final ReplicaFeed feed;
    private final Links links;
    private final SimulatedLog log;
    private final ReplicaShell replica;
    private final SimulatedSnapshots snapshots;
    private final SnapshotDue snapshotDue;
    private boolean restored;
    private long ensembleId;
    private final Mailbox self;
    private final Mailbox replicaMail;
    private RoleShell role;

    PeerProcess(SimulatedPeer peer, Disk disk) {
        this.peer = peer;
        Tuning tuning = peer.world().tuning();
        settings = tuning.zab(peer.id());
        feed = new ReplicaFeed(tuning.feedBytes(), tuning.feedBytes());
        change = new RoleChange(peer.id());
        links = new Links(peer, settings.voters().size(), this);
        log = new SimulatedLog(
                peer, disk, tuning.journal(peer.id(), peer.chance().any()));
        replica = new ReplicaShell(peer, this);
        snapshots = new SimulatedSnapshots(peer, disk, replica);
        snapshotDue =
                new SnapshotDue(tuning.snapshotEntries(), 1 << 20, peer.chance().any());
        self = new Mailbox(peer);
        replicaMail = new Mailbox(peer);
    }

    void begin() {
        log.recover();
        tick();
        step(change.begin());
    }

    void gone() {
        replica.gone();
    }

    Links links() {
        return links;
    }

    SimulatedLog log() {
        return log;
    }

    ReplicaShell replica() {
        return replica;
    }

    boolean meansToLead() {
        return role != null && role.meansToLead();
    }

    boolean isEstablished() {
        return role != null && role.isEstablished();
    }

    boolean leads() {
        return role != null && role.leads();
    }

    long appliedZxid() {
        return replica.appliedZxid();
    }

    private void tick() {
        links.tick();
        if (role != null) {
            role.tick();
        }
        replica.tick();
        peer.later(TICK_MICROS, this::tick);
    }

    private void step(Optional<RoleChange.Step> step) {
        step.ifPresent(this::step);
    }

    private void step(RoleChange.Step step) {
        if (step instanceof RoleChange.Open open) {
            log.open(open.incarnation(), state -> opened(open.incarnation(), state));
        } else if (step instanceof RoleChange.Elect elect) {
            play(0, peer.seams().election(settings), new Input.Start(elect.log()));
        } else if (step instanceof RoleChange.Lead lead) {
            peer.say(() -> "means to lead");
            play(peer.id(), peer.seams().leader(settings, peer.chance().any() | 1), new Input.Start(lead.log()));
        } else if (step instanceof RoleChange.Follow follow) {
            peer.say(() -> "means to follow p" + follow.leader());
            Core follower = peer.seams().follower(settings, follow.leader(), change.incarnation());
            play(follow.leader(), follower, new Input.Start(follow.log()));
        } else if (step instanceof RoleChange.End end) {
            replicaMail.tell(() -> replica.roleEnded(end.incarnation()));
            role.end();
            role = null;
            self.tell(() -> step(change.ended(end.incarnation())));
        }
    }

    private void opened(long incarnation, LogState state) {
        ensembleId = state.ensembleId();
        if (!restored) {
            snapshots.restore(state, found -> {
                restored = true;
                found.ifPresent(grown -> {
                    peer.say(() -> "is restored at " + Zxid.text(grown.head().zxid()));
                    replica.restore(grown);
                    feed.restored(grown.head().zxid());
                });
                opened(incarnation, state);
            });
            return;
        }
        feed(feed.opened(state.lastZxid(), state.commitPoint()));
        step(change.opened(incarnation, state));
    }

    private void play(int leader, Core core, Input start) {
        role = new RoleShell(this, peer, change.incarnation(), leader, core);
        role.input(start);
        for (int other : settings.voters()) {
            if (links.isUp(other)) {
                input(new Input.LinkUp(other));
            }
        }
    }

    private void input(Input input) {
        if (role != null) {
            role.input(input);
        }
    }

    void elected(int leader) {
        role.end();
        role = null;
        step(change.elected(leader));
    }

    void retired(long incarnation, String reason) {
        peer.say(() -> "retires: " + reason);
        step(change.retired(incarnation));
    }

    /**
     * The role hands records to the log; the feed hears of them first, so that a commit never overtakes what it
     * commits.
     */
    void appending(long incarnation, List<LogRecord> records) {
        if (incarnation != change.incarnation()) {
            return;
        }
        for (LogRecord record : records) {
            if (record instanceof LogRecord.Accepted accepted) {
                feed.appended(accepted.batches());
            } else if (record instanceof LogRecord.Truncated truncated) {
                feed.truncated(truncated.afterZxid());
            } else if (record instanceof LogRecord.EpochEntered entered) {
                ensembleId = entered.ensembleId();
            }
        }
    }

    void committed(long incarnation, long zxid) {
        if (incarnation != change.incarnation()) {
            return;
        }
        long durable = peer.world().checkers().durableLogs().durable(peer.id()).lastZxid();
        if (zxid > durable) {
            throw new InvariantBroken(
                    "applied is durable",
                    "p" + peer.id() + " commits " + Zxid.text(zxid) + " with a log that ends at " + Zxid.text(durable));
        }
        feed(feed.committed(zxid));
    }

    /** The replica asks something of a role, which may have ended by now. */
    void ask(RoleShell asked, RoleCommand command) {
        if (asked != null && asked == role) {
            role.command(command);
        }
    }

    void applied(long zxid) {
        self.tell(() -> feed(feed.applied(zxid)));
    }

    private void feed(List<ReplicaFeed.Effect> effects) {
        for (ReplicaFeed.Effect effect : effects) {
            if (effect instanceof ReplicaFeed.Deliver deliver) {
                replicaMail.tell(() -> replica.committed(deliver.batches()));
                snapshotDue.delivered(deliver.batches());
            } else if (effect instanceof ReplicaFeed.Read read) {
                log.read(read.afterZxid(), read.upToZxid(), read.bytesMax(), this::fed);
            }
        }
        if (snapshotDue.isDue() && ensembleId != 0) {
            snapshotDue.begun();
            snapshots.take(ensembleId);
        }
    }

    private void fed(List<Batch> batches) {
        feed(feed.read(batches));
    }

    @Override
    public void linkUp(int other) {
        input(new Input.LinkUp(other));
    }

    @Override
    public void linkDown(int other) {
        input(new Input.LinkDown(other));
    }

    @Override
    public void received(int from, Message message) {
        if (role != null) {
            role.received(from, message);
        }
    }

    void fromClient(ClientConnection from, ClientMessage message) {
        replica.fromClient(from, message);
    }

    @Override
    public String toString() {
        return (role == null ? "without a role" : role.toString()) + ", applied " + Zxid.text(appliedZxid());
    }
}
