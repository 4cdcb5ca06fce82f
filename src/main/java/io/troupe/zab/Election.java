package io.troupe.zab;

import io.troupe.zab.Message.Activity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The core of a looking peer. It only finds whom to try as leader: a wrong choice costs time, never data, since
 * discovery checks all that matters. So votes are neither durable nor numbered, and consume no epoch.
 *
 * <p>All voters have links to each other, so each says what it is (its log) and whom it would choose, and judges by
 * what it hears itself: the best log among those who hear enough others to lead them. A looking peer that hears from a
 * leading one follows it, whatever its own log is: a returning peer never deposes a working leader.
 */
public final class Election {
    private record Heard(Message.Notification notification, long atMillis) {}

    private record Candidate(int peer, Standing standing) {}

    private final ZabSettings settings;
    private final int self;
    private final Quorum quorum;
    private final Map<Integer, Heard> heard = new TreeMap<>();
    private List<Effect> effects = List.of();

    /** Set by the first input, which is Start. */
    @SuppressWarnings("NullAway.Init")
    private Standing own;

    private boolean over;
    private int choice;
    private boolean reachesQuorum;
    private long saidMillis;

    private int agreedOn;
    private long agreedMillis;
    private boolean graceRuns;
    private long graceMillis;

    public Election(ZabSettings settings) {
        this.settings = settings;
        this.self = settings.self();
        this.quorum = new Quorum(settings.voters());
    }

    /** One input, and what is to be done about it; with {@code Elected} it is over. */
    public List<Effect> step(Input input, Now now) {
        if (over) {
            return List.of();
        }
        effects = new ArrayList<>();
        if (input instanceof Input.Start start) {
            own = start.log().standing();
            sayToAll(now);
        } else if (input instanceof Input.Received received
                && received.message() instanceof Message.Notification notification) {
            onNotification(received.from(), notification, now);
        } else if (input instanceof Input.LinkUp up) {
            say(up.peer());
        } else if (input instanceof Input.LinkDown down) {
            heard.remove(down.peer());
        }
        if (!over) {
            settle(now);
        }
        return effects;
    }

    private void onNotification(int from, Message.Notification notification, Now now) {
        if (!quorum.isVoter(from)
                || from == self
                || own.strangerTo(notification.standing().boundTo())) {
            return;
        }
        if (heard.put(from, new Heard(notification, now.monotonicMillis())) == null) {
            say(from);
        }
        if (notification.activity() == Activity.LEADING) {
            elect(from);
        }
    }

    private void settle(Now now) {
        long oldest = now.monotonicMillis() - settings.silenceMillis();
        heard.values().removeIf(it -> it.atMillis() < oldest);
        boolean founding = !historyIsKnown();
        boolean reached = quorum.reachedBy(electors(founding));
        int best = founding && !graceIsOver(reached, now) ? 0 : bestCandidate(founding, reached);
        if (best != choice || reached != reachesQuorum) {
            choice = best;
            reachesQuorum = reached;
            sayToAll(now);
        } else if (now.monotonicMillis() - saidMillis >= settings.heartbeatMillis()) {
            sayToAll(now);
        }
        tally(founding, now);
    }

    private boolean historyIsKnown() {
        return own.provesHistory()
                || heard.values().stream()
                        .anyMatch(it -> it.notification().standing().provesHistory());
    }

    /** Whether a peer's vote counts: see {@link Standing}. */
    private static boolean counts(Standing standing, boolean founding) {
        return founding ? standing.mayFound() : standing.counts();
    }

    /** Those reached, this peer included, whose votes count and who do not follow someone else already. */
    private Collection<Integer> electors(boolean founding) {
        List<Integer> electors = new ArrayList<>();
        if (counts(own, founding)) {
            electors.add(self);
        }
        heard.forEach((peer, it) -> {
            if (counts(it.notification().standing(), founding) && isFree(it.notification())) {
                electors.add(peer);
            }
        });
        return electors;
    }

    /** A peer that was quicker and follows its choice, which still looks, has voted; one that has a leader has not. */
    private boolean isFree(Message.Notification notification) {
        Heard leader = heard.get(notification.choice());
        return notification.activity() == Activity.LOOKING || notification.choice() == self || leader != null;
    }

    /** Blank peers look around for a while before they conclude that there is no history anywhere. */
    private boolean graceIsOver(boolean reached, Now now) {
        if (!reached) {
            graceRuns = false;
            return false;
        }
        if (!graceRuns) {
            graceRuns = true;
            graceMillis = now.monotonicMillis();
        }
        return allHeard() || now.monotonicMillis() - graceMillis >= settings.graceMillis();
    }

    private boolean allHeard() {
        return heard.size() == quorum.voters().size() - 1;
    }

    private int bestCandidate(boolean founding, boolean reached) {
        List<Candidate> candidates = new ArrayList<>();
        if (reached) {
            candidates.add(new Candidate(self, own));
        }
        heard.forEach((peer, it) -> {
            if (it.notification().activity() == Activity.LOOKING
                    && it.notification().reachesQuorum()) {
                candidates.add(new Candidate(peer, it.notification().standing()));
            }
        });
        return candidates.stream()
                .filter(candidate -> founding
                        ? candidate.standing().mayFound()
                        : !candidate.standing().blank())
                .max((one, other) -> one.standing().compareTo(other.standing()) != 0
                        ? one.standing().compareTo(other.standing())
                        : Integer.compare(one.peer(), other.peer()))
                .map(Candidate::peer)
                .orElse(0);
    }

    private void tally(boolean founding, Now now) {
        List<Integer> agreeing = new ArrayList<>(electors(founding));
        agreeing.removeIf(peer -> choiceOf(peer) != choice);
        if (choice == 0 || !quorum.reachedBy(agreeing) || !agreeing.contains(choice)) {
            agreedOn = 0;
            return;
        }
        if (agreedOn != choice) {
            agreedOn = choice;
            agreedMillis = now.monotonicMillis();
        }
        boolean unanimous = allHeard() && heard.keySet().stream().allMatch(peer -> choiceOf(peer) == choice);
        if (unanimous || now.monotonicMillis() - agreedMillis >= settings.finalizeMillis()) {
            elect(choice);
        }
    }

    /** Of one heard of; this peer is not among those. */
    private int choiceOf(int peer) {
        Heard other = heard.get(peer);
        return other == null ? choice : other.notification().choice();
    }

    private void elect(int leader) {
        over = true;
        effects.add(new Effect.Elected(leader));
    }

    private void sayToAll(Now now) {
        saidMillis = now.monotonicMillis();
        quorum.voters().stream().filter(peer -> peer != self).forEach(this::say);
    }

    private void say(int peer) {
        effects.add(new Effect.Send(peer, new Message.Notification(Activity.LOOKING, choice, reachesQuorum, own, 0)));
    }
}
