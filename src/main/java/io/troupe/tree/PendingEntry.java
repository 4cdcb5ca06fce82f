package io.troupe.tree;

import io.troupe.model.Identity;
import java.util.List;
import java.util.Objects;

/** An {@link Entry} as it waits to be sequenced. A client's write still has the body that the client sent. */
public sealed interface PendingEntry
        permits PendingEntry.Write,
                Entry.CloseSession,
                Entry.CreateSession,
                Entry.AttachSession,
                Entry.ExpireSession,
                Entry.Collect {

    /** {@code body} is the record of the operation; it is never changed. */
    record Write(long session, long attachment, long sequence, List<Identity> identities, int opCode, byte[] body)
            implements PendingEntry {
        public Write {
            identities = List.copyOf(identities);
            Objects.requireNonNull(body, "body");
        }
    }
}
