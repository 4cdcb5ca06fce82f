package io.troupe.zab;

import java.util.List;

/** What a core asks of its shell, in order. */
public sealed interface Effect {
    /** Frames to one peer keep their order; where no link is up the frame is dropped. */
    record Send(int peer, Message message) implements Effect {}

    /** Append, as one event, and answer {@code Durable}. At most one is outstanding in a role. */
    record Persist(long ticket, List<LogRecord> records) implements Effect {
        public Persist {
            records = List.copyOf(records);
        }
    }

    /**
     * Everything up to {@code zxid} is committed, and durable in this peer's own log: apply what of it is not applied
     * yet. A new role starts from its log and may at first name less than the one before it did.
     */
    record Commit(long zxid) implements Effect {}

    /**
     * Read whole batches after {@code afterZxid} (a batch's end, or 0), at least one if there is one; for {@code peer}.
     */
    record ReadLog(int peer, long afterZxid, int maxBytes) implements Effect {}

    /**
     * Find the largest batch end at or before {@code zxid} in this peer's own log, 0 if there is none; for
     * {@code peer}.
     */
    record Locate(int peer, long zxid) implements Effect {}

    /** The election has an outcome: lead if {@code leader} is this peer, else follow. It steps no more. */
    record Elected(int leader) implements Effect {}

    /** The role is established: it takes submissions; clients may be served once {@code serveFromZxid} is applied. */
    record Active(long epoch, long serveFromZxid) implements Effect {}

    /** The answer to {@code Sync}: reply once {@code zxid} is applied. */
    record Synced(long ticket, long zxid) implements Effect {}

    /** The leader that this peer follows, or is, has all touches up to this number, and a quorum with it since. */
    record TouchesConfirmed(long number) implements Effect {}

    /** The role has ended: look for a leader. It steps no more. */
    record Retire(String reason) implements Effect {}
}
