package io.troupe.peer;

import io.troupe.tree.ClientEvent.Refusal;
import io.troupe.tree.Entry;
import io.troupe.tree.Partition;
import io.troupe.tree.PendingEntry;
import io.troupe.tree.Session;
import java.util.Optional;

/** What a replica makes of a connection that asks to become an attachment, as far as this peer can tell. */
final class Reception {
    private final Partition partition;

    Reception(Partition partition) {
        this.partition = partition;
    }

    /** Empty where an entry is to decide. */
    Optional<Refusal> refusalOf(Newcomer newcomer) {
        if (newcomer.lastZxidSeen() > partition.lastZxid()) {
            return Optional.of(Refusal.BEHIND);
        }
        Optional<Session> known = partition.sessions().find(newcomer.sessionId());
        boolean lies = known.isPresent() && !known.get().hasSecret(newcomer.secret());
        return lies ? Optional.of(Refusal.EXPIRED) : Optional.empty();
    }

    /**
     * A session that is not known here may still be on its way, so whether there is one is for the entry to find out.
     */
    PendingEntry entryOf(Newcomer newcomer) {
        if (newcomer.sessionId() == 0) {
            return new Entry.CreateSession(
                    newcomer.freshSessionId(), newcomer.freshSecret(), newcomer.timeoutMillis(), newcomer.attachment());
        }
        long replaces = partition
                .sessions()
                .find(newcomer.sessionId())
                .map(Session::attachment)
                .orElse(0L);
        return new Entry.AttachSession(
                newcomer.sessionId(), newcomer.secret(), newcomer.timeoutMillis(), newcomer.attachment(), replaces);
    }
}
