package io.troupe.zab;

import io.troupe.zab.FollowerProgress.Stage;
import io.troupe.zab.Message.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The core of a peer that an election chose to lead, for as long as it does: it discovers what a quorum has, makes that
 * the beginning of a new epoch, and then orders and commits what is submitted. It starts with nothing but its log.
 */
public final class Leader {
    /** Where the leader is on its way; later ones include what the earlier ones achieved. */
    private enum Phase {
        /** It waits for a quorum that wants to follow. */
        DISCOVERY,
        /** It has chosen an epoch, and waits for a quorum's promise of it. */
        PROMISING,
        /** It waits for a quorum to have entered the epoch. */
        ENTERING,
        /** It sequences and commits. */
        BROADCAST,
        RETIRED
    }

    private final ZabSettings settings;
    private final int self;
    private final long freshEnsembleId;
    private final Quorum quorum;
    private final Patience patience;
    private final RulesKnown rulesKnown;
    private final Followers followers = new Followers();
    private final EpochWitness witness;
    private List<Effect> effects = List.of();

    private Phase phase = Phase.DISCOVERY;
    private AppendQueue queue;
    private Discovery discovery;
    private Synchronization synchronization;
    private Broadcast broadcast;
    private long epoch;
    private long ensembleId;
    private long delivered;
    private long heartbeats;

    /** @param freshEnsembleId drawn at random, for the case that this leader founds an ensemble; never 0 */
    @SuppressWarnings("NullAway.Init") // the first input is Start; no follower is fed before the epoch is entered
    public Leader(ZabSettings settings, long freshEnsembleId) {
        if (freshEnsembleId == 0) {
            throw new IllegalArgumentException("0 is the id of no ensemble");
        }
        this.settings = settings;
        this.self = settings.self();
        this.freshEnsembleId = freshEnsembleId;
        this.quorum = new Quorum(settings.voters());
        this.patience = new Patience(settings, quorum);
        this.rulesKnown = new RulesKnown(quorum);
        rulesKnown.announced(self, settings.rulesVersion());
        this.witness = new EpochWitness(self, quorum);
    }

    /**
     * One input, and what is to be done about it.
     *
     * @throws InvariantViolation where the protocol rules out what happened; the peer must stop
     */
    public List<Effect> step(Input input, Now now) {
        if (phase == Phase.RETIRED) {
            return List.of();
        }
        effects = new ArrayList<>();
        if (input instanceof Input.Start start) {
            onStart(start.log(), now);
        } else if (input instanceof Input.Received received) {
            onReceived(received.from(), received.message(), now);
        } else if (input instanceof Input.Durable durable) {
            queue.complete(durable.ticket());
        } else if (input instanceof Input.Submit submit) {
            onSubmit(submit.submissions());
        } else if (input instanceof Input.LogRead read) {
            onLogRead(read, now);
        } else if (input instanceof Input.Located located) {
            onLocated(located);
        } else if (input instanceof Input.Sync sync) {
            onSync(sync.ticket());
        } else if (input instanceof Input.Touched touched && phase == Phase.BROADCAST) {
            witness.touches().arrived(self, touched.number(), heartbeats);
        } else if (input instanceof Input.LinkDown down) {
            leaves(down.peer());
        }
        if (phase != Phase.RETIRED) {
            settle(now);
        }
        return effects;
    }

    private void onStart(LogState log, Now now) {
        queue = new AppendQueue(log);
        discovery = new Discovery(self, quorum, log.standing());
        patience.start(now);
        broadcast = new Broadcast(0, quorum, log, settings);
        if (log.blank() && !discovery.founding()) {
            retire("a blank peer leads nobody");
            return;
        }
        quorum.voters().stream().filter(peer -> peer != self).forEach(peer -> send(peer, notification()));
    }

    private void onReceived(int from, Message message, Now now) {
        if (!quorum.isVoter(from)) {
            return;
        }
        if (message instanceof Message.Notification notification) {
            onNotification(from, notification);
            return;
        }
        if (message instanceof Message.FollowerInfo info) {
            onFollowerInfo(from, info);
        }
        FollowerProgress follower = followers.get(from);
        if (follower == null) {
            return;
        }
        noteContact(follower, now);
        if (message instanceof Message.AckEpoch ack) {
            onAckEpoch(follower, ack, now);
        } else if (message instanceof Message.Probed probed && isOfEpoch(probed.epoch())) {
            synchronization.onProbed(follower, probed.zxid(), probed.floorZxid(), effects);
        } else if (message instanceof Message.AckNewLeader ack && isOfEpoch(ack.epoch())) {
            onAckNewLeader(follower, now);
        } else if (message instanceof Message.Ack ack && isOfEpoch(ack.epoch()) && follower.acknowledge(ack.zxid())) {
            noteProgress(follower, now);
        } else if (message instanceof Message.HeartbeatReply reply && isOfEpoch(reply.epoch())) {
            follower.answered(reply.number());
        } else if (message instanceof Message.Forward forward && serves(follower, forward.epoch())) {
            broadcast.sequencer().gather(forward.submissions());
        } else if (message instanceof Message.SyncAsked asked && serves(follower, asked.epoch())) {
            witness.syncs().asked(from, asked.ticket(), queue.end().lastZxid(), heartbeats);
        } else if (message instanceof Message.Touched touched && serves(follower, touched.epoch())) {
            witness.touches().arrived(from, touched.number(), heartbeats);
        }
    }

    private void leaves(int peer) {
        followers.remove(peer);
        witness.forget(peer);
    }

    /** A leading peer answers a looking one; that a returning peer would make a better leader deposes nobody. */
    private void onNotification(int from, Message.Notification notification) {
        if (notification.activity() == Activity.LOOKING) {
            leaves(from);
            send(from, notification());
        } else if (notification.activity() == Activity.LEADING
                && phase != Phase.BROADCAST
                && (notification.standing().compareTo(queue.end().standing()) > 0 || notification.epoch() > epoch)) {
            retire("peer " + from + " leads as well, and has more to show for it");
        }
    }

    private Message.Notification notification() {
        return new Message.Notification(
                Activity.LEADING, self, true, queue.durable().standing(), epoch);
    }

    private void onFollowerInfo(int from, Message.FollowerInfo info) {
        if (followers.knows(from, info.attempt())
                || info.standing().strangerTo(queue.end().ensembleId())) {
            return;
        }
        Optional<String> objection = discovery.objection(from, info.standing(), epoch);
        if (objection.isPresent()) {
            retire(objection.get());
            return;
        }
        leaves(from);
        rulesKnown.announced(from, info.rulesVersion());
        followers.put(new FollowerProgress(from, info, heartbeats, settings.windowBytes()));
    }

    private void onAckEpoch(FollowerProgress follower, Message.AckEpoch ack, Now now) {
        if (follower.stage() != Stage.INFORMED
                || ack.attempt() != follower.attempt()
                || !promised()
                || ack.epoch() != epoch) {
            return;
        }
        if (phase == Phase.PROMISING && discovery.outranks(ack.standing())) {
            retire("peer " + follower.peer() + " has more history");
            return;
        }
        follower.promised(ack.standing());
        if (phase != Phase.PROMISING) {
            begin(follower, now);
        }
    }

    /** Whether what comes from a follower is about the epoch that this leader has begun. */
    private boolean isOfEpoch(long theirEpoch) {
        return synchronization != null && theirEpoch == epoch;
    }

    private void begin(FollowerProgress follower, Now now) {
        boolean enteredBefore = synchronization.begin(follower, queue.end().lastZxid(), effects);
        if (enteredBefore) {
            if (follower.position() > queue.end().lastZxid()) {
                throw new InvariantViolation(
                        "peer " + follower.peer() + " has of epoch " + epoch + " what none proposed");
            }
            entered(follower, now);
        }
    }

    private void onAckNewLeader(FollowerProgress follower, Now now) {
        if (follower.stage() == Stage.FED && follower.newLeaderSent()) {
            follower.acknowledge(follower.entryZxid());
            follower.enter();
            entered(follower, now);
        }
    }

    private void entered(FollowerProgress follower, Now now) {
        noteContact(follower, now);
        noteProgress(follower, now);
        if (phase == Phase.BROADCAST) {
            tellUpToDate(follower);
        }
    }

    private void tellUpToDate(FollowerProgress follower) {
        follower.toldCommitted(broadcast.committed());
        send(follower.peer(), new Message.UpToDate(epoch, broadcast.committed()));
    }

    /** A leader takes only its own epoch's writes, from those in it: others will be sent again where they belong. */
    private boolean serves(FollowerProgress follower, long theirEpoch) {
        return phase == Phase.BROADCAST && theirEpoch == epoch && follower.stage() == Stage.ENTERED;
    }

    private void onSubmit(List<Submission> submissions) {
        if (phase == Phase.BROADCAST) {
            broadcast.sequencer().gather(submissions);
        }
    }

    private void onSync(long ticket) {
        if (phase == Phase.BROADCAST) {
            witness.syncs().asked(self, ticket, queue.end().lastZxid(), heartbeats);
        }
    }

    private void onLogRead(Input.LogRead read, Now now) {
        FollowerProgress follower = followers.get(read.peer());
        if (follower != null) {
            synchronization.onLogRead(follower, read, broadcast.committed(), now, effects);
        }
    }

    private void onLocated(Input.Located located) {
        FollowerProgress follower = followers.get(located.peer());
        if (follower != null) {
            synchronization.onLocated(follower, located.zxid(), located.floorZxid(), effects);
        }
    }

    /**
     * Whatever the input was: takes every step that has become possible, in the order in which they build on each
     * other.
     */
    private void settle(Now now) {
        if (phase == Phase.DISCOVERY) {
            discovery.epoch(followers.all()).ifPresent(newest -> promise(newest, now));
        }
        tellEpoch();
        if (phase == Phase.PROMISING && promised() && discovery.promisedBy(followers.all())) {
            enter(now);
        }
        if (phase == Phase.ENTERING && quorum.reachedBy(positions().keySet())) {
            establish(now);
        }
        if (phase == Phase.BROADCAST) {
            broadcast.sequence(queue, now);
            broadcast.count(positions());
            if (witness.isAsked() && witness.settle(followers, heartbeats, epoch, effects)) {
                beat();
                witness.settle(followers, heartbeats, epoch, effects);
            }
        }
        if (phase == Phase.ENTERING || phase == Phase.BROADCAST) {
            feed(now);
        }
        deliver();
        queue.pump(now, effects);
        keepTime(now);
    }

    private void promise(long newest, Now now) {
        epoch = newest;
        long bound = followers.all().stream()
                .mapToLong(follower -> follower.standing().boundTo())
                .filter(id -> id != 0)
                .findFirst()
                .orElse(freshEnsembleId);
        ensembleId = queue.end().ensembleId() != 0 ? queue.end().ensembleId() : bound;
        // Durable before anyone hears of it: an epoch is never used twice (ZOOKEEPER-335).
        queue.add(new LogRecord.EpochPromised(epoch, self));
        advance(Phase.PROMISING, now);
    }

    private boolean promised() {
        return epoch != 0 && queue.durable().promisedEpoch() == epoch;
    }

    private void tellEpoch() {
        if (promised()) {
            for (FollowerProgress follower : followers.all()) {
                if (!follower.newEpochSent() && admits(follower)) {
                    follower.sentNewEpoch();
                    send(follower.peer(), new Message.NewEpoch(follower.attempt(), epoch, ensembleId, founding()));
                }
            }
        }
    }

    /** Once a quorum has entered the first epoch the ensemble is founded, and who comes blank may have been here. */
    private boolean founding() {
        return discovery.founding() && phase != Phase.BROADCAST;
    }

    /**
     * A peer that may have lost its disk may have lost a promise of a later epoch too, so it is no help against that
     * one: it joins only when the others show that there is none.
     */
    private boolean admits(FollowerProgress follower) {
        return founding()
                || follower.standing().counts()
                || phase == Phase.BROADCAST && followers.confirmWithout(follower, self, quorum);
    }

    private void enter(Now now) {
        long historyZxid = queue.end().lastZxid();
        broadcast = new Broadcast(epoch, quorum, queue.end(), settings);
        synchronization = new Synchronization(epoch, ensembleId, historyZxid, settings.maxBatchBytes());
        queue.add(new LogRecord.EpochEntered(epoch, self, ensembleId));
        advance(Phase.ENTERING, now);
        followers.all().stream()
                .filter(follower -> follower.stage() == Stage.PROMISED)
                .forEach(follower -> begin(follower, now));
    }

    private void establish(Now now) {
        discovery.concluded();
        broadcast.establish(synchronization.historyZxid());
        advance(Phase.BROADCAST, now);
        effects.add(new Effect.Active(epoch, synchronization.historyZxid()));
        for (FollowerProgress follower : followers.all()) {
            if (follower.stage() == Stage.ENTERED) {
                noteContact(follower, now);
                tellUpToDate(follower);
            }
        }
    }

    /** How far each peer that has entered the epoch is durable, this one among them by its own disk. */
    private Map<Integer, Long> positions() {
        Map<Integer, Long> positions = followers.positions();
        if (queue.durable().enteredEpoch() == epoch) {
            positions.put(self, queue.durable().lastZxid());
        }
        return positions;
    }

    private void feed(Now now) {
        long end = queue.end().lastZxid();
        for (FollowerProgress follower : followers.all()) {
            synchronization.pump(follower, broadcast.tail(), end, broadcast.committed(), now, effects);
            if (follower.stage() == Stage.ENTERED && follower.toldCommitted() < broadcast.committed()) {
                follower.toldCommitted(broadcast.committed());
                send(follower.peer(), new Message.Commit(epoch, broadcast.committed()));
            }
        }
    }

    private void deliver() {
        long deliverable = Math.min(broadcast.committed(), queue.durable().lastZxid());
        if (deliverable > delivered) {
            delivered = deliverable;
            effects.add(new Effect.Commit(deliverable));
        }
    }

    /** How its followers are, for an operator. */
    public LeaderReport report(Now now) {
        int synced = (int) followers.all().stream()
                .filter(follower -> isInSync(follower, now))
                .count();
        return new LeaderReport(
                followers.all().size(), synced, broadcast.sequencer().sizes());
    }

    private boolean isInSync(FollowerProgress follower, Now now) {
        return follower.stage() == Stage.ENTERED && follower.lagMillis(now) <= settings.syncLimitMillis();
    }

    private void noteContact(FollowerProgress follower, Now now) {
        boolean counts = phase == Phase.BROADCAST ? isInSync(follower, now) : discovery.counts(follower.standing());
        if (counts) {
            patience.heard(follower.peer(), now);
        }
    }

    private void noteProgress(FollowerProgress follower, Now now) {
        if (discovery.counts(follower.standing())) {
            patience.progress(now);
        }
    }

    private void advance(Phase next, Now now) {
        phase = next;
        patience.progress(now);
    }

    private void keepTime(Now now) {
        if (patience.takeHeartbeat(now)) {
            beat();
        }
        if (phase != Phase.BROADCAST) {
            patience.endsBeforeEstablished(now).ifPresent(this::retire);
        } else if (broadcast.sequencer().exhausted()) {
            retire("the zxids of epoch " + epoch + " are used up");
        } else {
            rulesKnown.toAll().ifPresent(broadcast.sequencer()::raiseRules);
            boolean othersHaveAll =
                    quorum.agreed(followers.positions()) >= queue.end().lastZxid();
            patience.endsEstablished(queue, othersHaveAll, now).ifPresent(this::retire);
        }
    }

    private void beat() {
        Message.Heartbeat heartbeat = new Message.Heartbeat(epoch, ++heartbeats, broadcast.committed());
        followers.all().forEach(follower -> send(follower.peer(), heartbeat));
    }

    private void send(int peer, Message message) {
        effects.add(new Effect.Send(peer, message));
    }

    private void retire(String reason) {
        phase = Phase.RETIRED;
        followers.all().forEach(follower -> send(follower.peer(), new Message.Farewell(epoch)));
        effects.add(new Effect.Retire(reason));
    }
}
