package io.troupe.simulation;

import io.troupe.peer.RoleCommand;
import io.troupe.peer.SessionClock;
import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.tree.PendingEntry;
import io.troupe.zab.Effect;
import io.troupe.zab.Input;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import io.troupe.zab.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Around one core, as the actor of a role (or of an election) is around it: takes its inputs one by one and does what
 * it decides. A leader's shell also holds the clock of the sessions.
 */
final class RoleShell {
    private static final long SESSION_TICK_MILLIS = 500;

    private final PeerProcess process;
    private final SimulatedPeer peer;
    private final long incarnation;
    private final int leader;
    private final Core core;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final Mailbox peerMail;
    private final Mailbox replicaMail;
    private SessionClock clock;
    private long epoch;
    private boolean ended;
    private boolean stepping;

    /** {@code leader} is 0 for an election. */
    RoleShell(PeerProcess process, SimulatedPeer peer, long incarnation, int leader, Core core) {
        this.process = process;
        this.peer = peer;
        this.incarnation = incarnation;
        this.leader = leader;
        this.core = core;
        peerMail = new Mailbox(peer);
        replicaMail = new Mailbox(peer);
    }

    boolean meansToLead() {
        return leader == peer.id();
    }

    boolean isEstablished() {
        return epoch != 0;
    }

    boolean leads() {
        return meansToLead() && isEstablished();
    }

    long incarnation() {
        return incarnation;
    }

    /** It decides nothing more. */
    void end() {
        ended = true;
    }

    void input(Input input) {
        inputs.add(input);
        if (stepping) {
            return;
        }
        stepping = true;
        try {
            while (!ended && !inputs.isEmpty()) {
                core.step(inputs.remove(), peer.now()).forEach(this::perform);
            }
        } finally {
            stepping = false;
        }
    }

    void tick() {
        input(new Input.Tick());
        if (clock != null) {
            Now now = peer.now();
            List<PendingEntry> due = new ArrayList<>();
            clock.advance(now.monotonicMillis())
                    .forEach(session -> due.add(new Entry.ExpireSession(session.session(), session.attachment())));
            if (!due.isEmpty()) {
                input(new Input.Submit(List.of(new Submission(due.size(), Parcel.encode(due)))));
            }
        }
    }

    void received(int from, Message message) {
        if (message instanceof Message.Touched touched) {
            if (clock != null && touched.epoch() == epoch) {
                touched(touched.sessions());
            }
        }
        input(new Input.Received(from, message));
    }

    /** What the replica asks of its role. */
    void command(RoleCommand command) {
        if (command instanceof RoleCommand.Submit submit) {
            input(new Input.Submit(submit.submissions()));
        } else if (command instanceof RoleCommand.Sync sync) {
            input(new Input.Sync(sync.ticket()));
        } else if (command instanceof RoleCommand.Touched touched) {
            if (clock != null) {
                touched(touched.sessions());
            }
            input(new Input.Touched(touched.number(), touched.sessions()));
        } else if (command instanceof RoleCommand.SessionsHeld held) {
            held.sessions().forEach(this::opened);
        } else if (command instanceof RoleCommand.SessionOpened session) {
            opened(session);
        } else if (command instanceof RoleCommand.SessionGone gone && clock != null) {
            clock.gone(gone.session());
        }
    }

    private void opened(RoleCommand.SessionOpened session) {
        if (clock != null) {
            clock.opened(session.session(), session.attachment(), session.timeoutMillis());
        }
    }

    private void touched(long[] sessions) {
        for (long session : sessions) {
            clock.touched(session);
        }
    }

    private void perform(Effect effect) {
        if (ended) {
            return;
        }
        if (effect instanceof Effect.Send send) {
            process.links().send(send.peer(), send.message());
        } else if (effect instanceof Effect.Persist persist) {
            peerMail.tell(() -> process.appending(incarnation, persist.records()));
            process.log().append(incarnation, persist.records(), () -> input(new Input.Durable(persist.ticket())));
        } else if (effect instanceof Effect.Commit commit) {
            peerMail.tell(() -> process.committed(incarnation, commit.zxid()));
        } else if (effect instanceof Effect.ReadLog read) {
            process.log()
                    .read(
                            read.afterZxid(),
                            Long.MAX_VALUE,
                            read.maxBytes(),
                            batches -> input(new Input.LogRead(read.peer(), read.afterZxid(), batches)));
        } else if (effect instanceof Effect.Locate locate) {
            process.log().locate(locate.zxid(), floor -> input(new Input.Located(locate.peer(), locate.zxid(), floor)));
        } else if (effect instanceof Effect.Elected elected) {
            peerMail.tell(() -> process.elected(elected.leader()));
        } else if (effect instanceof Effect.Active active) {
            active(active);
        } else if (effect instanceof Effect.Synced synced) {
            replicaMail.tell(() -> process.replica().synced(synced.ticket(), synced.zxid()));
        } else if (effect instanceof Effect.TouchesConfirmed confirmed) {
            replicaMail.tell(() -> process.replica().touchesConfirmed(confirmed.number()));
        } else if (effect instanceof Effect.Retire retire) {
            peerMail.tell(() -> process.retired(incarnation, retire.reason()));
        }
    }

    private void active(Effect.Active active) {
        epoch = active.epoch();
        boolean leading = meansToLead();
        peer.say(() -> (leading ? "leads epoch " : "follows in epoch ") + active.epoch());
        if (leading) {
            peer.world().checkers().epochLeaders().established(epoch, peer.id(), peer.boots(), incarnation);
            clock = new SessionClock(SESSION_TICK_MILLIS, peer.now().monotonicMillis());
        }
        replicaMail.tell(() -> process.replica().roleActive(this, active.serveFromZxid(), leading));
    }

    @Override
    public String toString() {
        return leader == 0 ? "looks" : (meansToLead() ? "leads" : "follows p" + leader) + " in epoch " + epoch;
    }
}
