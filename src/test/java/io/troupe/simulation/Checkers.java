package io.troupe.simulation;

import io.troupe.model.Zxid;

/** Who watches a schedule from outside: each looks at one promise, after each step that could break it. */
final class Checkers {
    private final LastWords lastWords;
    private final Ledger ledger;
    private final CommittedOrder order;
    private final EpochLeaders epochLeaders = new EpochLeaders();
    private final Digests digests = new Digests();
    private final DurableLogs durableLogs;

    private final int peers;

    Checkers(int peers, Schedule schedule) {
        this.peers = peers;
        lastWords = new LastWords(schedule);
        ledger = new Ledger(lastWords);
        order = new CommittedOrder(ledger::committed);
        durableLogs = new DurableLogs(peers);
    }

    /** What a replica is given is durable in the logs of a quorum: nothing that a minority forgets undoes it. */
    void requireOnQuorum(long zxid) {
        int having = 0;
        for (int peer = 1; peer <= peers; peer++) {
            if (durableLogs.durable(peer).lastZxid() >= zxid) {
                having++;
            }
        }
        if (having * 2 <= peers) {
            throw new InvariantBroken(
                    "committed is on a quorum", Zxid.text(zxid) + " is durable at " + having + " of " + peers);
        }
    }

    LastWords lastWords() {
        return lastWords;
    }

    Ledger ledger() {
        return ledger;
    }

    CommittedOrder order() {
        return order;
    }

    EpochLeaders epochLeaders() {
        return epochLeaders;
    }

    Digests digests() {
        return digests;
    }

    DurableLogs durableLogs() {
        return durableLogs;
    }
}
