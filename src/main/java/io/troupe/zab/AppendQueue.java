package io.troupe.zab;

import java.util.ArrayList;
import java.util.List;

/**
 * A role's way to its log: one append outstanding, and what gathers meanwhile is the next one. So one write and one
 * fsync serve all that waited, and nothing is ever acknowledged ahead of what was written before it.
 */
final class AppendQueue {
    private final List<LogRecord> waiting = new ArrayList<>();
    private final List<Batch> gathered = new ArrayList<>();
    private long gatheredCommitPoint;
    private LogState end;

    private List<LogRecord> outstanding = List.of();
    private LogState outstandingEnd;
    private long outstandingSinceMillis;
    private long ticket;

    private LogState durable;

    AppendQueue(LogState log) {
        end = log;
        outstandingEnd = log;
        durable = log;
    }

    /**
     * Puts {@code record} at the end. @throws InvariantViolation before anything is written that contradicts the log
     */
    void add(LogRecord record) {
        end = end.after(record);
        if (record instanceof LogRecord.Accepted accepted) {
            gathered.addAll(accepted.batches());
            gatheredCommitPoint = accepted.commitPoint();
        } else {
            closeGathered();
            waiting.add(record);
        }
    }

    private void closeGathered() {
        if (!gathered.isEmpty()) {
            waiting.add(new LogRecord.Accepted(gathered, gatheredCommitPoint));
            gathered.clear();
        }
    }

    /** The log with all that was added. */
    LogState end() {
        return end;
    }

    /** The log as no crash can undo it. */
    LogState durable() {
        return durable;
    }

    boolean idle() {
        return outstanding.isEmpty();
    }

    /** Whether the durable log still ends in what the leader does not have. */
    boolean truncating() {
        return holdsTruncation(outstanding) || holdsTruncation(waiting);
    }

    private static boolean holdsTruncation(List<LogRecord> records) {
        return records.stream().anyMatch(LogRecord.Truncated.class::isInstance);
    }

    /** For how long the disk has owed an answer. */
    long outstandingMillis(Now now) {
        return idle() ? 0 : now.monotonicMillis() - outstandingSinceMillis;
    }

    /** Starts the next append, if there is something to append and none outstanding. */
    void pump(Now now, List<Effect> effects) {
        if (!idle()) {
            return;
        }
        closeGathered();
        if (!waiting.isEmpty()) {
            outstanding = List.copyOf(waiting);
            outstandingEnd = end;
            outstandingSinceMillis = now.monotonicMillis();
            waiting.clear();
            effects.add(new Effect.Persist(++ticket, outstanding));
        }
    }

    /** The disk has answered. Returns whether it answered the append that is outstanding. */
    boolean complete(long answeredTicket) {
        if (idle() || answeredTicket != ticket) {
            return false;
        }
        outstanding = List.of();
        durable = outstandingEnd;
        return true;
    }
}
