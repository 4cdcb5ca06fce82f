package io.troupe.zab;

import java.util.List;

/** What can happen to a core. One step takes one. */
public sealed interface Input {
    /** The first input of an election or a role: the log as it was when it was opened for this one. */
    record Start(LogState log) implements Input {}

    /** Time passes; due at least every half heartbeat. */
    record Tick() implements Input {}

    /** A frame from another peer, over the link that is up. */
    record Received(int from, Message message) implements Input {}

    /** Frames can flow to and from {@code peer}. */
    record LinkUp(int peer) implements Input {}

    /** Whatever was on its way to or from {@code peer} is lost. */
    record LinkDown(int peer) implements Input {}

    /** The {@code Persist} with this ticket is on disk, and all before it. */
    record Durable(long ticket) implements Input {}

    /** Writes of this peer's own replica. */
    record Submit(List<Submission> submissions) implements Input {
        public Submit {
            submissions = List.copyOf(submissions);
        }
    }

    /** The answer to {@code ReadLog}; no batches where the log ends. */
    record LogRead(int peer, long afterZxid, List<Batch> batches) implements Input {
        public LogRead {
            batches = List.copyOf(batches);
        }
    }

    /** The answer to {@code Locate}. */
    record Located(int peer, long zxid, long floorZxid) implements Input {}

    /**
     * Clients of these sessions were heard of by this peer's own replica, which counts how often it says so. The clock
     * of the sessions is not the core's; whether the leader still leads is.
     */
    record Touched(long number, long[] sessions) implements Input {}

    /** This peer's own replica asks how far it must have applied to have seen all that was acknowledged so far. */
    record Sync(long ticket) implements Input {}
}
