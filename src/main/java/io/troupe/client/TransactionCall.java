package io.troupe.client;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A transaction as one request, and its answer as one typed result an operation. */
final class TransactionCall {
    private TransactionCall() {}

    static CompletableFuture<List<OperationResult>> perform(Performer performer, Operation.Transact transact) {
        List<Request.MultiOp> operations = transact.transaction().parts().stream()
                .map(part -> request(performer, part))
                .toList();
        return performer
                .send(performer.asked(transact, new Request.Multi(operations)))
                .thenApply(reply -> results(performer, transact, ((Reply.OfMulti) reply).results()));
    }

    private static Request.MultiOp request(Performer performer, Transaction.Part part) {
        String path = performer.outer(part.path());
        if (part instanceof Transaction.Part.Create create) {
            CreateOptions how = create.options();
            return new Request.Create(
                    Problems.opCode(how.mode()),
                    path,
                    create.data(),
                    how.acl(),
                    how.mode().flag(),
                    how.mode().hasTtl() ? how.ttl().toMillis() : -1);
        } else if (part instanceof Transaction.Part.Write write) {
            return new Request.SetData(path, write.data(), write.version());
        } else if (part instanceof Transaction.Part.Delete delete) {
            return new Request.Delete(path, delete.version());
        }
        return new Request.Check(path, ((Transaction.Part.Check) part).version());
    }

    private static List<OperationResult> results(
            Performer performer, Operation.Transact transact, List<Reply.MultiResult> replies) {
        List<Transaction.Part> parts = transact.transaction().parts();
        if (replies.size() != parts.size()) {
            throw new CompletionException(new OutcomeUnknown(
                    transact.name(),
                    transact.path(),
                    0,
                    false,
                    "the server answered " + replies.size() + " results for " + parts.size() + " operations"));
        }
        int failed = firstFailure(replies);
        List<OperationResult> results = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            results.add(result(performer, parts.get(i).path(), replies.get(i), failed, i));
        }
        if (failed >= 0) {
            ErrorCode error = replies.get(failed).error();
            throw new CompletionException(new OperationFailed(
                    transact.name(),
                    transact.path(),
                    error,
                    "nothing was done, since at " + parts.get(failed).path() + " " + OperationFailed.inWords(error),
                    results));
        }
        return results;
    }

    private static int firstFailure(List<Reply.MultiResult> replies) {
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i).failed() && replies.get(i).error() != ErrorCode.OK) {
                return i;
            }
        }
        return -1;
    }

    private static OperationResult result(
            Performer performer, String path, Reply.MultiResult reply, int failed, int index) {
        if (index == failed) {
            return new OperationResult.Failed(path, reply.error());
        }
        Reply body = reply.body();
        if (failed >= 0 || body == null) {
            return new OperationResult.NotDone(path);
        }
        if (body instanceof Reply.OfPathAndStat made) {
            return new OperationResult.Created(performer.inner(made.path()), made.stat());
        }
        if (body instanceof Reply.OfStat written) {
            return new OperationResult.Written(path, written.stat());
        }
        return reply.opCode() == io.troupe.model.OpCode.DELETE
                ? new OperationResult.Deleted(path)
                : new OperationResult.Checked(path);
    }
}
