package io.troupe.peer;

import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Placeholder for the signatures until the journal's piece is merged. */
public final class TransactionLogActor {
    public sealed interface Command {}

    public record Open(long incarnation, ActorRef<? super Opened> replyTo) implements Command {}

    public record Append(long incarnation, long ticket, List<LogRecord> records, ActorRef<? super Appended> replyTo)
            implements Command {}

    public record Read(long afterZxid, long upToZxid, int maxBytes, ActorRef<? super ReadDone> replyTo)
            implements Command {}

    public record Locate(long zxid, ActorRef<? super Located> replyTo) implements Command {}

    public record Opened(long incarnation, LogState state) {}

    public record Appended(long incarnation, long ticket) {}

    public record ReadDone(long afterZxid, List<Batch> batches) {}

    public record Located(long zxid, long floorZxid) {}

    private TransactionLogActor() {}
}
