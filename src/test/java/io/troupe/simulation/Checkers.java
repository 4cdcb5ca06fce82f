package io.troupe.simulation;

/** Who watches a schedule from outside: each looks at one promise, after each step that could break it. */
final class Checkers {
    private final Ledger ledger = new Ledger();
    private final CommittedOrder order = new CommittedOrder(ledger::committed);
    private final EpochLeaders epochLeaders = new EpochLeaders();
    private final Digests digests = new Digests();
    private final DurableLogs durableLogs;

    Checkers(int peers) {
        durableLogs = new DurableLogs(peers);
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
