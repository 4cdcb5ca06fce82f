package io.troupe.client;

import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.ZnodePath;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One delete: with all below it where that is wanted. */
final class Deletion {
    private final Performer performer;
    private final Operation.Delete delete;
    private final DeleteOptions options;
    private final long deadlineMillis;

    Deletion(Performer performer, Operation.Delete delete) {
        this.performer = performer;
        this.delete = delete;
        this.options = delete.options();
        this.deadlineMillis = performer.deadlineMillis();
    }

    CompletableFuture<Done> begin() {
        return options.recursive() ? tree(delete.path()) : one(delete.path());
    }

    private CompletableFuture<Done> one(String path) {
        Request request = new Request.Delete(performer.outer(path), options.version());
        return performer
                .send(performer.asked(delete, request, deadlineMillis).repeated(options.guaranteed()))
                .thenApply(reply -> Done.DONE)
                .exceptionallyCompose(failure -> options.missingIsFine() && isMissing(failure)
                        ? CompletableFuture.completedFuture(Done.DONE)
                        : CompletableFuture.failedFuture(Performer.cause(failure)));
    }

    /** The leaves first. What others create below meanwhile is deleted, too, as often as it takes. */
    private CompletableFuture<Done> tree(String path) {
        return below(path)
                .thenCompose(gone -> one(path))
                .exceptionallyCompose(
                        failure -> Performer.isError(failure, ErrorCode.NOT_EMPTY) && !performer.passed(deadlineMillis)
                                ? tree(path)
                                : CompletableFuture.failedFuture(Performer.cause(failure)));
    }

    private CompletableFuture<Done> below(String path) {
        Request request = new Request.GetChildren(OpCode.GET_CHILDREN2, performer.outer(path), false);
        return performer
                .send(performer.asked(delete, request, deadlineMillis))
                .thenCompose(reply -> all(path, ((Reply.OfChildrenAndStat) reply).names()))
                .exceptionallyCompose(failure -> isMissing(failure)
                        ? CompletableFuture.completedFuture(Done.DONE)
                        : CompletableFuture.failedFuture(Performer.cause(failure)));
    }

    private CompletableFuture<Done> all(String path, List<String> names) {
        CompletableFuture<?>[] trees =
                names.stream().map(name -> tree(ZnodePath.child(path, name))).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(trees).thenApply(gone -> Done.DONE);
    }

    private static boolean isMissing(Throwable failure) {
        return Performer.isError(failure, ErrorCode.NO_NODE);
    }
}
