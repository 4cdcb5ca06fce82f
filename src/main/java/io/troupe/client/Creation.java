package io.troupe.client;

import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.ZnodePath;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One create: its parents first where they are wanted and missing; found again by its mark where the reply was lost.
 */
final class Creation {
    private static final String MARK = "_c_";

    private final Performer performer;
    private final Operation.Create create;
    private final CreateOptions options;
    private final byte @Nullable [] data;
    private final long deadlineMillis;
    /** As the program knows it, with the mark in it. */
    private final String path;

    private final String mark;

    Creation(Performer performer, Operation.Create create) {
        this.performer = performer;
        this.create = create;
        this.options = create.options();
        this.data = create.data() == null ? null : create.data().clone();
        this.deadlineMillis = options.endures() ? Call.NO_DEADLINE : performer.deadlineMillis();
        this.mark = MARK + performer.uniqueName() + "-";
        this.path = options.isProtected() ? marked(create.path(), mark) : create.path();
    }

    private static String marked(String path, String mark) {
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash + 1) + mark + path.substring(slash + 1);
    }

    CompletableFuture<Operation.CreatedZnode> begin() {
        return once(Call.ANY_SESSION);
    }

    private CompletableFuture<Operation.CreatedZnode> once(long session) {
        return performer
                .send(question(path, data, options.mode(), options.ttl().toMillis())
                        .within(session))
                .thenApply(this::created)
                .exceptionallyCompose(failure -> retry(failure, session));
    }

    private CompletableFuture<Operation.CreatedZnode> retry(Throwable failure, long session) {
        if (Performer.isError(failure, ErrorCode.NO_NODE) && options.parents() != CreateOptions.Parents.REQUIRED) {
            return parents(Performer.parent(path)).thenCompose(made -> once(session));
        }
        if (options.isProtected() && Performer.cause(failure) instanceof OutcomeUnknown unknown) {
            return recover(unknown);
        }
        return CompletableFuture.failedFuture(Performer.cause(failure));
    }

    private Call.Question question(String at, byte @Nullable [] content, CreateMode mode, long ttlMillis) {
        Request request = new Request.Create(
                Problems.opCode(mode),
                performer.outer(at),
                content,
                options.acl(),
                mode.flag(),
                mode.hasTtl() ? ttlMillis : -1);
        return performer.asked(create, request, deadlineMillis);
    }

    private Operation.CreatedZnode created(Reply reply) {
        Reply.OfPathAndStat made = (Reply.OfPathAndStat) reply;
        return new Operation.CreatedZnode(performer.inner(made.path()), made.stat());
    }

    // ---- parents

    private CompletableFuture<Done> parents(String at) {
        CreateMode mode =
                options.parents() == CreateOptions.Parents.CONTAINERS ? CreateMode.CONTAINER : CreateMode.PERSISTENT;
        if (performer.outer(at).equals(ZnodePath.ROOT)) {
            return CompletableFuture.completedFuture(Done.DONE);
        }
        // Twice does no harm: who finds a parent there has what it wanted.
        Call.Question question = question(at, null, mode, 0);
        return performer
                .send(new Call.Question(
                        question.operation(), at, question.request(), deadlineMillis, true, false, null, 0))
                .thenApply(made -> Done.DONE)
                .exceptionallyCompose(failure -> parentRefused(at, failure));
    }

    private CompletableFuture<Done> parentRefused(String at, Throwable failure) {
        if (Performer.isError(failure, ErrorCode.NODE_EXISTS)) {
            return CompletableFuture.completedFuture(Done.DONE);
        }
        if (Performer.isError(failure, ErrorCode.NO_NODE) && !at.equals(ZnodePath.ROOT)) {
            return parents(Performer.parent(at)).thenCompose(made -> parents(at));
        }
        return CompletableFuture.failedFuture(Performer.cause(failure));
    }

    // ---- after a lost reply

    private CompletableFuture<Operation.CreatedZnode> recover(OutcomeUnknown unknown) {
        if (unknown.sessionLost() && options.mode().ephemeral()) {
            return CompletableFuture.failedFuture(unknown);
        }
        if (performer.passed(deadlineMillis)) {
            removeLater();
            return CompletableFuture.failedFuture(unknown);
        }
        long session = options.mode().ephemeral() ? performer.session() : Call.ANY_SESSION;
        return find(deadlineMillis, session)
                .thenCompose(
                        found -> found.isPresent() ? CompletableFuture.completedFuture(found.get()) : once(session))
                .exceptionallyCompose(failure -> unfound(failure, unknown));
    }

    private CompletableFuture<Operation.CreatedZnode> unfound(Throwable failure, OutcomeUnknown unknown) {
        Throwable cause = Performer.cause(failure);
        if (cause instanceof DeadlineExceeded) {
            removeLater();
            return CompletableFuture.failedFuture(unknown);
        }
        return CompletableFuture.failedFuture(cause);
    }

    /** A sync first: a write that is still on its way through the former peer is ordered before it or is void. */
    private CompletableFuture<Optional<Operation.CreatedZnode>> find(long untilMillis, long session) {
        String parent = Performer.parent(path);
        performer.send(performer.asked(create, new Request.Sync(performer.outer(parent)), untilMillis));
        Request children = new Request.GetChildren(OpCode.GET_CHILDREN2, performer.outer(parent), false);
        return performer
                .send(performer.asked(create, children, untilMillis).within(session))
                .thenApply(reply -> ((Reply.OfChildrenAndStat) reply)
                        .names().stream().filter(name -> name.startsWith(mark)).findFirst())
                .thenCompose(name -> name.isPresent()
                        ? stat(ZnodePath.child(parent, name.get()), untilMillis)
                        : CompletableFuture.completedFuture(Optional.<Operation.CreatedZnode>empty()))
                .exceptionallyCompose(failure -> Performer.isError(failure, ErrorCode.NO_NODE)
                        ? CompletableFuture.completedFuture(Optional.<Operation.CreatedZnode>empty())
                        : CompletableFuture.failedFuture(Performer.cause(failure)));
    }

    private CompletableFuture<Optional<Operation.CreatedZnode>> stat(String found, long untilMillis) {
        return performer
                .send(performer.asked(create, new Request.Exists(performer.outer(found), false), untilMillis))
                .thenApply(reply -> Optional.of(new Operation.CreatedZnode(found, Performer.stat(reply))));
    }

    /** Its caller has given up: whatever was created after all is taken away, so that no orphan is left behind. */
    private void removeLater() {
        find(Call.NO_DEADLINE, Call.ANY_SESSION)
                .thenAccept(found -> found.ifPresent(orphan -> performer.send(performer
                        .asked(create, new Request.Delete(performer.outer(orphan.path()), -1), Call.NO_DEADLINE)
                        .repeated(true))));
    }
}
