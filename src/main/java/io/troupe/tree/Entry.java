package io.troupe.tree;

import io.troupe.model.Identity;
import io.troupe.model.Request;
import java.util.List;
import java.util.Objects;

/**
 * What a zxid is given to. An entry says what was asked and not what comes of it: that is decided where it is applied,
 * the same on every peer. Only {@link Numbered} entries come from clients.
 */
public sealed interface Entry {

    /** Takes effect under its attachment only, and only in the order of the numbers: 1 first, no gaps, none twice. */
    sealed interface Numbered extends Entry {
        long session();

        long attachment();

        long sequence();
    }

    record ClientWrite(long session, long attachment, long sequence, List<Identity> identities, Request.Write request)
            implements Numbered {
        public ClientWrite {
            identities = List.copyOf(identities);
            Objects.requireNonNull(request, "request");
        }
    }

    /** A write whose body is none. It uses up its number and is answered MarshallingError. */
    record Unreadable(long session, long attachment, long sequence) implements Numbered {}

    record CloseSession(long session, long attachment, long sequence) implements Numbered, PendingEntry {}

    /** Session id, secret and attachment are chosen by the peer that has the connection. */
    record CreateSession(long session, byte[] secret, int timeoutMillis, long attachment)
            implements Entry, PendingEntry {
        public CreateSession {
            Objects.requireNonNull(secret, "secret");
        }
    }

    /** The session goes on over another connection; {@code replaces} is the attachment that its peer saw it have. */
    record AttachSession(long session, byte[] secret, int timeoutMillis, long attachment, long replaces)
            implements Entry, PendingEntry {
        public AttachSession {
            Objects.requireNonNull(secret, "secret");
        }
    }

    /** The leader heard nothing of the session under this attachment for its timeout. Void if a later one exists. */
    record ExpireSession(long session, long attachment) implements Entry, PendingEntry {}

    /**
     * A container or a node with a TTL seems to be of no use any more. {@code czxid} says which of that path is meant.
     */
    record Collect(String path, long czxid) implements Entry, PendingEntry {
        public Collect {
            Objects.requireNonNull(path, "path");
        }
    }
}
