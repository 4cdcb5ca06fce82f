package io.troupe.zab;

import io.troupe.model.Zxid;
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
    private AppendQueue queue;
    private long epoch;
    private boolean heardLeading;

    /** Whether the log's end is known to be a place in the leader's log. */
    private boolean aligned;
    /** Up to here the durable log is known to be the leader's. */
    private long soundZxid;

    private long acknowledged;
    private long committed;
    private long delivered;

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
        } else if (input instanceof Input.LinkDown down && down.peer() == leader) {
            retire("the link to the leader, peer " + leader + ", is down");
        }
        if (phase != Phase.RETIRED) {
            deliver();
            queue.pump(now, effects);
            keepTime(now);
        }
        return effects;
    }

    private void onStart(LogState log, Now now) {
        queue = new AppendQueue(log);
        soundZxid = log.commitPoint();
        committed = log.commitPoint();
        heardMillis = now.monotonicMillis();
        progressMillis = now.monotonicMillis();
        askToFollow(now);
    }

    private void askToFollow(Now now) {
        askedMillis = now.monotonicMillis();
        send(new Message.FollowerInfo(attempt, queue.durable().standing(), settings.rulesVersion()));
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
            committed = Math.max(committed, commit.zxid());
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
        }
    }

    private void onNotification(int from, Message.Notification notification, Now now) {
        if (notification.activity() == Activity.LOOKING) {
            Standing standing = queue.durable().standing();
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
        if (phase != Phase.JOINING || newEpoch.attempt() != attempt) {
            return;
        }
        LogState log = queue.end();
        boolean keepsPromise = newEpoch.epoch() > log.promisedEpoch()
                || newEpoch.epoch() == log.promisedEpoch() && log.promisedTo() == leader;
        if (!keepsPromise) {
            retire("epoch " + log.promisedEpoch() + " is promised to peer " + log.promisedTo());
        } else if (log.standing().strangerTo(newEpoch.ensembleId())
                || newEpoch.founding() && log.standing().provesHistory()) {
            retire("peer " + leader + " leads another ensemble");
        } else {
            epoch = newEpoch.epoch();
            // A blank joiner counts in no quorum, and its promise would make it look like a founder (see Standing).
            if (epoch > log.promisedEpoch()
                    && (newEpoch.founding() || log.standing().counts())) {
                queue.add(new LogRecord.EpochPromised(epoch, leader));
            }
            phase = Phase.PROMISING;
            progressMillis = now.monotonicMillis();
            acknowledgeEpoch();
        }
    }

    private void acknowledgeEpoch() {
        if (queue.durable().promisedEpoch() != queue.end().promisedEpoch()) {
            return;
        }
        LogState log = queue.durable();
        send(new Message.AckEpoch(attempt, epoch, log.standing()));
        if (log.enteredEpoch() == epoch) {
            align(log.lastZxid());
            phase = Phase.ENTERED;
        } else {
            phase = Phase.SYNCHRONIZING;
        }
    }

    private void onHeartbeat(Message.Heartbeat heartbeat) {
        send(new Message.HeartbeatReply(heartbeat.epoch(), heartbeat.number()));
        if (heartbeat.epoch() == epoch && phase.compareTo(Phase.SYNCHRONIZING) >= 0) {
            committed = Math.max(committed, heartbeat.commitZxid());
        }
    }

    private void onProbe(long zxid) {
        if (phase != Phase.SYNCHRONIZING || aligned) {
            return;
        }
        if (queue.end().lastZxid() <= zxid) {
            send(new Message.Probed(epoch, zxid, queue.end().lastZxid()));
        } else {
            effects.add(new Effect.Locate(leader, zxid));
        }
    }

    private void onLocated(Input.Located located) {
        if (phase == Phase.SYNCHRONIZING && !aligned) {
            send(new Message.Probed(epoch, located.zxid(), located.floorZxid()));
        }
    }

    private void onTruncate(long afterZxid, Now now) {
        LogState log = queue.end();
        if (phase != Phase.SYNCHRONIZING || aligned || log.enteredEpoch() == epoch) {
            return;
        }
        if (afterZxid < log.lastZxid()) {
            queue.add(new LogRecord.Truncated(afterZxid));
        }
        align(afterZxid);
        progressMillis = now.monotonicMillis();
    }

    private void align(long zxid) {
        if (!aligned) {
            aligned = true;
            soundZxid = Math.max(soundZxid, Math.min(zxid, queue.durable().lastZxid()));
            acknowledged = soundZxid;
        }
    }

    private void onPropose(Message.Propose propose, Now now) {
        LogState log = queue.end();
        boolean history = log.enteredEpoch() != epoch;
        long end = log.lastZxid();
        List<Batch> news = new ArrayList<>();
        for (Batch batch : propose.batches()) {
            if (batch.lastZxid() <= end) {
                continue; // Had already, over an earlier link.
            }
            long batchEpoch = Zxid.epochOf(batch.firstZxid());
            if (!LogState.follows(end, batch.firstZxid()) || history == (batchEpoch >= epoch)) {
                retire("a proposal out of order, " + batch);
                return;
            }
            news.add(batch);
            end = batch.lastZxid();
        }
        committed = Math.max(committed, propose.commitZxid());
        if (!news.isEmpty()) {
            align(log.lastZxid());
            queue.add(new LogRecord.Accepted(news, Math.min(committed, end)));
            progressMillis = now.monotonicMillis();
        }
    }

    private void onNewLeader(Message.NewLeader newLeader, Now now) {
        LogState log = queue.end();
        if (log.enteredEpoch() == epoch) {
            return;
        }
        if (log.lastZxid() != newLeader.historyZxid()) {
            retire("this log's end is not the history of epoch " + epoch);
            return;
        }
        align(log.lastZxid());
        queue.add(new LogRecord.EpochEntered(epoch, leader, newLeader.ensembleId()));
        progressMillis = now.monotonicMillis();
    }

    private void onUpToDate(long commitZxid) {
        committed = Math.max(committed, commitZxid);
        if (phase == Phase.ENTERED) {
            phase = Phase.ACTIVE;
            effects.add(new Effect.Active(epoch, commitZxid));
        }
    }

    private void onDurable(long ticket, Now now) {
        if (!queue.complete(ticket)) {
            return;
        }
        progressMillis = now.monotonicMillis();
        if (phase == Phase.PROMISING) {
            acknowledgeEpoch();
        }
        if (aligned && !queue.truncating()) {
            soundZxid = queue.durable().lastZxid();
        }
        // In this order: an ack of this epoch from a peer that has not entered it would mean nothing (ZOOKEEPER-4685).
        if (phase == Phase.SYNCHRONIZING && queue.durable().enteredEpoch() == epoch) {
            phase = Phase.ENTERED;
            send(new Message.AckNewLeader(epoch));
        }
        if (aligned && soundZxid > acknowledged) {
            acknowledged = soundZxid;
            send(new Message.Ack(epoch, soundZxid));
        }
    }

    /** What is both committed and, as the leader's history, durable here. */
    private void deliver() {
        long deliverable = Math.min(committed, soundZxid);
        if (deliverable > delivered) {
            delivered = deliverable;
            effects.add(new Effect.Commit(deliverable));
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
