package io.troupe.peer;

import io.troupe.tree.ClientEvent;
import io.troupe.zab.Batch;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A peer's copy of the tree. It outlives every role: it holds only what is committed, which no epoch undoes. */
public final class ReplicaActor {

    public sealed interface Command {}

    /**
     * A connection asks to become the attachment of a session. {@code attachment} is 64 random bits, never 0, which the
     * connection goes by from here on; {@code timeoutMillis} is clamped already; a {@code sessionId} of 0 asks for a new
     * session, which is then {@code freshSessionId}.
     */
    public record Connect(
            long attachment,
            long lastZxidSeen,
            int timeoutMillis,
            long sessionId,
            byte[] secret,
            long freshSessionId,
            byte[] freshSecret,
            ActorRef<? super ClientEvent> client)
            implements Command {}

    /** What one read of the socket brought, in order. */
    public record Requests(long attachment, List<Op> ops) implements Command {
        public Requests {
            ops = List.copyOf(ops);
        }
    }

    /** The client was heard of without asking for anything. */
    public record Touch(long attachment) implements Command {}

    /** The connection is gone. Its writes stand, its watches and reads do not. */
    public record Disconnect(long attachment) implements Command {}

    /** A role is established. {@code incarnation} tells it from others of this peer. */
    public record RoleActive(long incarnation, ActorRef<? super RoleCommand> role, long serveFromZxid, boolean leading)
            implements Command {}

    public record RoleEnded(long incarnation) implements Command {}

    /** Committed and durable here; each batch follows the one before it. */
    public record Committed(List<Batch> batches, ActorRef<? super Applied> replyTo) implements Command {
        public Committed {
            batches = List.copyOf(batches);
        }
    }

    /** What was sequenced when the sync arrived ends with {@code zxid}. */
    public record SyncAnswered(long ticket, long zxid) implements Command {}

    public record ReportFacts(ActorRef<? super Facts> replyTo) implements Command {}

    /** Everything up to {@code zxid} is applied. */
    public record Applied(long zxid) {}

    public static Behavior<Command> create(ReplicaSettings settings, LongSupplier wallMillis) {
        return Behaviors.empty();
    }

    private ReplicaActor() {}
}
