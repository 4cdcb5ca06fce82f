package io.troupe.zab;

import io.troupe.zab.Message.Activity;
import java.util.ArrayList;
import java.util.List;

/**
 * The core of a peer that follows one leader, over one link, for as long as both last. Whatever goes wrong, it retires
 * and starts over from its log: another try of the same leader, in the same epoch, goes on where the log ends.
 */
public final class Follower {
    private enum Phase {
        /** It has asked to follow. */
        JOINING,
        /** It makes its promise of the leader's epoch durable. */
        PROMISING,
        /** It takes over the history with which the epoch begins. */
        SYNCHRONIZING,
        /** It has entered the epoch, durably. */
        ENTERED,
        /** So has a quorum: it may serve. */
        ACTIVE,
        RETIRED
    }

    private final ZabSettings settings;
    private final int leader;
    private final long attempt;
    private List<Effect> effects = List.of();

    private Phase phase = Phase.JOINING;

    /** Set by the first input, which is Start. */
    @SuppressWarnings("NullAway.Init")
    private FollowerLog log;

    private long epoch;
    private boolean heardLeading;

    private long heardMillis;
    private long progressMillis;
    private long askedMillis;

    /** @param attempt differs from that of every earlier follower core of this process */
    public Follower(ZabSettings settings, int leader, long attempt) {
        this.settings = settings;
        this.leader = leader;
        this.attempt = attempt;
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
            onDurable(durable.ticket(), now);
        } else if (input instanceof Input.Located located) {
            onLocated(located);
        } else if (input instanceof Input.Submit submit && phase == Phase.ACTIVE) {
            send(new Message.Forward(epoch, submit.submissions()));
        } else if (input instanceof Input.Sync sync && phase == Phase.ACTIVE) {
            send(new Message.SyncAsked(epoch, sync.ticket()));
        } else if (input instanceof Input.Touched touched && phase == Phase.ACTIVE) {
            send(new Message.Touched(epoch, touched.number(), touched.sessions()));
        } else if (input instanceof Input.LinkDown down && down.peer() == leader) {
            retire("the link to the leader, peer " + leader + ", is down");
        }
        if (phase != Phase.RETIRED) {
            log.pump(now, effects);
            keepTime(now);
        }
        return effects;
    }

    private void onStart(LogState opened, Now now) {
        log = new FollowerLog(opened);
        heardMillis = now.monotonicMillis();
        progressMillis = now.monotonicMillis();
        askToFollow(now);
    }

    private void askToFollow(Now now) {
        askedMillis = now.monotonicMillis();
        send(new Message.FollowerInfo(attempt, log.durable().standing(), settings.rulesVersion()));
    }

    private void onReceived(int from, Message message, Now now) {
        if (message instanceof Message.Notification notification) {
            onNotification(from, notification, now);
            return;
        }
        if (from != leader) {
            return;
        }
        heardLeading = true;
        heardMillis = now.monotonicMillis();
        if (message instanceof Message.NewEpoch newEpoch) {
            onNewEpoch(newEpoch, now);
        } else if (message instanceof Message.Heartbeat heartbeat) {
            onHeartbeat(heartbeat);
        } else if (message instanceof Message.Farewell farewell && farewell.epoch() == epoch) {
            retire("peer " + leader + " leads no more");
        } else {
            onEpochMessage(message, now);
        }
    }

    /** Messages of the epoch. Those of another one, or before the promise, are left over from an earlier try. */
    private void onEpochMessage(Message message, Now now) {
        if (phase.compareTo(Phase.SYNCHRONIZING) < 0) {
            return;
        }
        if (message instanceof Message.Propose propose && propose.epoch() == epoch) {
            onPropose(propose, now);
        } else if (message instanceof Message.Commit commit && commit.epoch() == epoch) {
            log.learnCommitted(commit.zxid());
        } else if (message instanceof Message.Probe probe && probe.epoch() == epoch) {
            onProbe(probe.zxid());
        } else if (message instanceof Message.Truncate truncate && truncate.epoch() == epoch) {
            onTruncate(truncate.afterZxid(), now);
        } else if (message instanceof Message.NewLeader newLeader && newLeader.epoch() == epoch) {
            onNewLeader(newLeader, now);
        } else if (message instanceof Message.UpToDate upToDate && upToDate.epoch() == epoch) {
            onUpToDate(upToDate.commitZxid());
        } else if (message instanceof Message.SyncAnswered answered && answered.epoch() == epoch) {
            effects.add(new Effect.Synced(answered.ticket(), answered.zxid()));
        } else if (message instanceof Message.TouchesConfirmed confirmed && confirmed.epoch() == epoch) {
            effects.add(new Effect.TouchesConfirmed(confirmed.number()));
        }
    }

    private void onNotification(int from, Message.Notification notification, Now now) {
        if (notification.activity() == Activity.LOOKING) {
            Standing standing = log.durable().standing();
            effects.add(new Effect.Send(
                    from, new Message.Notification(Activity.FOLLOWING, leader, false, standing, epoch)));
        }
        if (from != leader) {
            return;
        }
        if (notification.activity() == Activity.LEADING) {
            heardLeading = true;
            heardMillis = now.monotonicMillis();
            if (phase == Phase.JOINING) {
                askToFollow(now);
            }
        } else if (heardLeading || notification.choice() != 0 && notification.choice() != leader) {
            retire("peer " + leader + " does not lead");
        }
    }

    private void onNewEpoch(Message.NewEpoch newEpoch, Now now) {
        if (newEpoch.attempt() != attempt) {
            // Before this try was answered it is an answer to an earlier one; after that the leader has lost track of
            // us.
            if (phase != Phase.JOINING) {
                retire("peer " + leader + " takes this peer for one that joins");
            }
            return;
        }
        if (phase != Phase.JOINING) {
            return;
        }
        LogState end = log.end();
        boolean promisedToOther = newEpoch.epoch() < end.promisedEpoch()
                || newEpoch.epoch() == end.promisedEpoch() && end.promisedTo() != leader;
        boolean otherEnsemble = end.standing().strangerTo(newEpoch.ensembleId())
                || newEpoch.founding() && end.standing().provesHistory();
        if (promisedToOther || otherEnsemble) {
            retire(
                    otherEnsemble
                            ? "peer " + leader + " leads another ensemble"
                            : "epoch " + end.promisedEpoch() + " is promised to peer " + end.promisedTo());
            return;
        }
        epoch = newEpoch.epoch();
        // A blank joiner counts in no quorum, and its promise would make it look like a founder (see Standing).
        if (epoch > end.promisedEpoch()
                && (newEpoch.founding() || end.standing().counts())) {
            log.promise(epoch, leader);
        }
        phase = Phase.PROMISING;
        progressMillis = now.monotonicMillis();
        acknowledgeEpoch();
    }

    private void acknowledgeEpoch() {
        if (!log.promiseIsDurable()) {
            return;
        }
        send(new Message.AckEpoch(attempt, epoch, log.durable().standing()));
        phase = Phase.SYNCHRONIZING;
        if (log.durable().enteredEpoch() == epoch) {
            log.align();
            phase = Phase.ENTERED;
        }
    }

    private void onHeartbeat(Message.Heartbeat heartbeat) {
        boolean inEpoch = heartbeat.epoch() == epoch && phase.compareTo(Phase.ENTERED) >= 0;
        send(new Message.HeartbeatReply(inEpoch ? epoch : 0, heartbeat.number()));
        if (heartbeat.epoch() == epoch && phase.compareTo(Phase.SYNCHRONIZING) >= 0) {
            log.learnCommitted(heartbeat.commitZxid());
        }
    }

    /** Whether the leader still looks for the place from which to feed this log. */
    private boolean sought() {
        return phase == Phase.SYNCHRONIZING && !log.aligned();
    }

    private void onProbe(long zxid) {
        if (!sought()) {
            return;
        }
        if (log.end().lastZxid() <= zxid) {
            send(new Message.Probed(epoch, zxid, log.end().lastZxid()));
        } else {
            effects.add(new Effect.Locate(leader, zxid));
        }
    }

    private void onLocated(Input.Located located) {
        if (sought()) {
            send(new Message.Probed(epoch, located.zxid(), located.floorZxid()));
        }
    }

    private void onTruncate(long afterZxid, Now now) {
        if (sought()) {
            log.truncate(afterZxid);
            progressMillis = now.monotonicMillis();
        }
    }

    private void onPropose(Message.Propose propose, Now now) {
        if (log.accept(propose, epoch)) {
            progressMillis = now.monotonicMillis();
        } else {
            retire("proposals out of order, " + propose.batches());
        }
    }

    private void onNewLeader(Message.NewLeader newLeader, Now now) {
        if (log.end().enteredEpoch() == epoch) {
            return;
        }
        if (log.end().lastZxid() != newLeader.historyZxid()) {
            retire("this log's end is not the history of epoch " + epoch);
            return;
        }
        log.enter(epoch, leader, newLeader.ensembleId());
        progressMillis = now.monotonicMillis();
    }

    private void onUpToDate(long commitZxid) {
        log.learnCommitted(commitZxid);
        if (phase == Phase.ENTERED) {
            phase = Phase.ACTIVE;
            effects.add(new Effect.Active(epoch, commitZxid));
        }
    }

    private void onDurable(long ticket, Now now) {
        if (!log.complete(ticket)) {
            return;
        }
        progressMillis = now.monotonicMillis();
        if (phase == Phase.PROMISING) {
            acknowledgeEpoch();
        }
        // In this order: an ack of this epoch from a peer that has not entered it would mean nothing (ZOOKEEPER-4685).
        if (phase == Phase.SYNCHRONIZING && log.durable().enteredEpoch() == epoch) {
            phase = Phase.ENTERED;
            send(new Message.AckNewLeader(epoch));
        }
        long durable = log.takeAck();
        if (durable != 0) {
            send(new Message.Ack(epoch, durable));
        }
    }

    private void keepTime(Now now) {
        long millis = now.monotonicMillis();
        if (millis - heardMillis > settings.silenceMillis()) {
            retire("the leader, peer " + leader + ", is silent");
        } else if (phase != Phase.ACTIVE && millis - progressMillis > settings.initLimitMillis()) {
            retire("joining peer " + leader + " takes too long");
        } else if (phase == Phase.JOINING && millis - askedMillis >= settings.heartbeatMillis()) {
            askToFollow(now);
        }
    }

    private void send(Message message) {
        effects.add(new Effect.Send(leader, message));
    }

    private void retire(String reason) {
        phase = Phase.RETIRED;
        effects.add(new Effect.Retire(reason));
    }
}
