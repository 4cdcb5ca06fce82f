package io.troupe.client;

import io.troupe.model.Reply;
import io.troupe.model.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: what is asked, until when, and whether it may be asked twice. Owned by the session's core.
 */
final class Call {
    static final long NO_DEADLINE = Long.MAX_VALUE;
    static final long ANY_SESSION = 0;

    private final Question question;
    private final Completion completion;
    private int cxid;
    private long sentMillis;
    private boolean told;

    /** Told once, on the connection's own thread: exactly one of both is not null. */
    @FunctionalInterface
    interface Completion {
        void done(@Nullable Reply reply, @Nullable ClientException failure);
    }

    /**
     * {@code request} in the server's paths, {@code operation} and {@code path} as the program knows them.
     * {@code repeatable}: asking twice does no harm. {@code guaranteed}: goes on after the deadline has been told.
     * {@code session}: the only one in which it makes sense, or {@link #ANY_SESSION}.
     */
    record Question(
            String operation,
            String path,
            Request request,
            long deadlineMillis,
            boolean repeatable,
            boolean guaranteed,
            @Nullable WatchTarget watch,
            long session) {

        static Question of(String operation, String path, Request request, long deadlineMillis) {
            boolean repeatable = request instanceof Request.Read || request instanceof Request.Sync;
            return new Question(operation, path, request, deadlineMillis, repeatable, false, null, ANY_SESSION);
        }

        Question watchedBy(@Nullable WatchTarget target) {
            return new Question(operation, path, request, deadlineMillis, repeatable, guaranteed, target, session);
        }

        Question repeated(boolean always) {
            return new Question(operation, path, request, deadlineMillis, repeatable || always, always, watch, session);
        }

        Question within(long sessionId) {
            return new Question(operation, path, request, deadlineMillis, repeatable, guaranteed, watch, sessionId);
        }
    }

    Call(Question question, Completion completion) {
        this.question = question;
        this.completion = completion;
    }

    Question question() {
        return question;
    }

    int cxid() {
        return cxid;
    }

    long sentMillis() {
        return sentMillis;
    }

    void sent(int xid, long nowMillis) {
        cxid = xid;
        sentMillis = nowMillis;
    }

    /** Whether its caller has been answered already; what comes later is only counted. */
    boolean told() {
        return told;
    }

    /** From now on {@link #told}. @return false where it was before */
    boolean markTold() {
        boolean first = !told;
        told = true;
        return first;
    }

    Completion completion() {
        return completion;
    }

    boolean writes() {
        return question.request instanceof Request.Write;
    }
}
