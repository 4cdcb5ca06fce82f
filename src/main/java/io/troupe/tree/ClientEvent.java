package io.troupe.tree;

import java.util.List;

/**
 * What a replica tells one connection of its peer. A connection hears one {@link Connected} or one {@link Refused}
 * first.
 */
public sealed interface ClientEvent {

    /** The connection is now the session's attachment, since the entry {@code zxid}. */
    record Connected(long sessionId, byte[] secret, int timeoutMillis, long zxid) implements ClientEvent {}

    /** The connection never became an attachment; nothing follows. */
    record Refused(Refusal reason) implements ClientEvent {}

    /** Events stand before every reply that carries their zxid or a later one. */
    record Answers(List<Answer> answers) implements ClientEvent {}

    /** The connection is no attachment any more; nothing follows. */
    record Ended(Ending reason) implements ClientEvent {}

    /** Why a connection did not become an attachment. */
    enum Refusal {
        /** There is no such session, or the secret is not its own. */
        EXPIRED,
        /** The client has seen more than this peer has. */
        BEHIND,
        /** The peer follows nobody and leads nobody, or has not caught up yet. */
        NOT_SERVING,
        /** The session went elsewhere while the connection asked for it. */
        MOVED
    }

    /** Why a connection is an attachment no longer. */
    enum Ending {
        /** The session has a later attachment. */
        MOVED,
        EXPIRED,
        /** The client asked for it; the reply stands before this. */
        CLOSED,
        /** The peer has been without a role for too long. */
        NOT_SERVING
    }
}
