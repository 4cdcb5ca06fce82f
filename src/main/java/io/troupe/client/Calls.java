package io.troupe.client;

import io.troupe.wire.MalformedFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Requests in the order in which they were asked: those that wait, and those that a server has been sent. */
final class Calls {
    private final int outstandingMax;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Deque<Call> inFlight = new ArrayDeque<>();
    private final PriorityQueue<Call> byDeadline = new PriorityQueue<>(
            Comparator.comparingLong((Call call) -> call.question().deadlineMillis()));

    Calls(int outstandingMax) {
        this.outstandingMax = outstandingMax;
    }

    boolean full() {
        return waiting.size() + inFlight.size() >= outstandingMax;
    }

    void add(Call call) {
        waiting.add(call);
        if (call.question().deadlineMillis() != Call.NO_DEADLINE) {
            byDeadline.add(call);
        }
    }

    /** The next one to be sent, if the server may be sent one more. */
    @Nullable
    Call next() {
        while (inFlight.size() < outstandingMax) {
            Call call = waiting.poll();
            if (call == null || !call.told() || call.question().guaranteed()) {
                return call;
            }
        }
        return null;
    }

    void sent(Call call) {
        inFlight.add(call);
    }

    /** The request that {@code xid} answers. @throws MalformedFrame where it is not the one that is due */
    Call answered(int xid) {
        Call call = inFlight.peek();
        if (call == null || call.cxid() != xid) {
            throw new MalformedFrame(
                    "an answer to request " + xid + " where " + (call == null ? "none" : call.cxid()) + " is due");
        }
        return inFlight.remove();
    }

    /** No answer comes to what was sent: what is safe to repeat waits again, in its old place. @return all the rest */
    List<Call> broken() {
        List<Call> unknown = new ArrayList<>();
        while (!inFlight.isEmpty()) {
            Call call = inFlight.removeLast();
            if (call.question().repeatable()) {
                waiting.addFirst(call);
            } else {
                unknown.add(0, call);
            }
        }
        return unknown;
    }

    /** Takes out the writes that wait, which were meant for a session that is over. */
    List<Call> takeWaitingWrites() {
        List<Call> writes = new ArrayList<>();
        for (Iterator<Call> calls = waiting.iterator(); calls.hasNext(); ) {
            Call call = calls.next();
            if (call.writes()) {
                calls.remove();
                writes.add(call);
            }
        }
        return writes;
    }

    List<Call> takeWaiting() {
        List<Call> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** Those whose deadline has passed and whose callers have not been told; they stay where they are. */
    List<Call> overdue(long nowMillis) {
        List<Call> overdue = new ArrayList<>();
        for (Call call = byDeadline.peek(); call != null; call = byDeadline.peek()) {
            if (!call.told() && call.question().deadlineMillis() > nowMillis) {
                break;
            }
            byDeadline.remove();
            if (!call.told()) {
                overdue.add(call);
            }
        }
        return overdue;
    }

    boolean isInFlight(Call call) {
        return call.cxid() != 0 && inFlight.contains(call);
    }

    /** When {@link #overdue} next has something, at the earliest. */
    long wakeMillis() {
        Call first = byDeadline.peek();
        return first == null ? Call.NO_DEADLINE : first.question().deadlineMillis();
    }
}
