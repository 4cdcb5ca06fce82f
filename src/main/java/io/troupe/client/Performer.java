package io.troupe.client;

import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Stat;
import io.troupe.model.WatchEvent;
import io.troupe.model.ZnodePath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out operations by requests of the protocol: puts the chroot before paths, checks what can be checked here,
 * sets the deadline. The futures that it returns complete on the connection's own thread.
 */
final class Performer {
    private final Consumer<Call> submit;
    private final Chroot chroot;
    private final LongSupplier clockMillis;
    private final Supplier<String> uniqueName;
    private final LongSupplier session;
    private final long patienceMillis;

    /** Makes one, once it is known where calls go. */
    @FunctionalInterface
    interface Maker {
        Performer make(Consumer<Call> submit);
    }

    Performer(Consumer<Call> submit, ClientSettings settings, Environment environment, LongSupplier session) {
        this.submit = submit;
        this.chroot = new Chroot(settings.connectString().chroot());
        this.clockMillis = environment::monotonicMillis;
        this.uniqueName = environment::uniqueName;
        this.session = session;
        this.patienceMillis = settings.deadline().toMillis();
    }

    /** What a stage failed with, as this package's own; whatever else it is, is a mistake here and shows. */
    static Optional<ClientException> known(Operation<?> operation, @Nullable Throwable failure) {
        if (failure == null) {
            return Optional.empty();
        }
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return Optional.of(
                cause instanceof ClientException known
                        ? known
                        : new InvalidRequest(operation.name(), operation.path(), String.valueOf(cause)));
    }

    // Each operation yields what its own type says; the compiler cannot follow that through the sealed type.
    @SuppressWarnings("unchecked")
    <R> CompletableFuture<R> perform(Operation<R> operation) {
        Optional<InvalidRequest> problem = Problems.of(operation);
        return problem.isPresent()
                ? CompletableFuture.failedFuture(problem.get())
                : (CompletableFuture<R>) dispatch(operation);
    }

    private CompletableFuture<?> dispatch(Operation<?> operation) {
        if (operation instanceof Operation.Create create) {
            return new Creation(this, create).begin();
        } else if (operation instanceof Operation.Read read) {
            return read(read);
        } else if (operation instanceof Operation.Exists exists) {
            return exists(exists);
        } else if (operation instanceof Operation.Children children) {
            return children(children);
        } else if (operation instanceof Operation.Write write) {
            return write(write);
        } else if (operation instanceof Operation.Delete delete) {
            return new Deletion(this, delete).begin();
        } else if (operation instanceof Operation.Transact transact) {
            return TransactionCall.perform(this, transact);
        } else if (operation instanceof Operation.ReadAcl read) {
            return send(asked(read, new Request.GetAcl(outer(read.path()))))
                    .thenApply(reply -> znodeAcl((Reply.OfAcl) reply));
        } else if (operation instanceof Operation.WriteAcl write) {
            return send(asked(write, new Request.SetAcl(outer(write.path()), write.acl(), write.aclVersion())))
                    .thenApply(Performer::stat);
        } else if (operation instanceof Operation.Sync sync) {
            return send(asked(sync, new Request.Sync(outer(sync.path())))).thenApply(reply -> Done.DONE);
        }
        Operation.Authenticate auth = (Operation.Authenticate) operation;
        return send(asked(
                        auth, new Request.Auth(auth.scheme(), auth.credential().clone())))
                .thenApply(reply -> Done.DONE);
    }

    private static Operation.ZnodeAcl znodeAcl(Reply.OfAcl reply) {
        return new Operation.ZnodeAcl(reply.acl() == null ? List.of() : reply.acl(), reply.stat());
    }

    private CompletableFuture<Operation.ZnodeData> read(Operation.Read read) {
        ReadOptions how = read.options();
        Request request = new Request.GetData(outer(read.path()), how.watch() != null);
        return reading(read, how, request, reply -> {
            Reply.OfData data = (Reply.OfData) reply;
            return new Operation.ZnodeData(data.data(), data.stat());
        });
    }

    private CompletableFuture<Operation.ZnodeChildren> children(Operation.Children read) {
        ReadOptions how = read.options();
        Request request = new Request.GetChildren(OpCode.GET_CHILDREN2, outer(read.path()), how.watch() != null);
        return reading(read, how, request, reply -> {
            Reply.OfChildrenAndStat children = (Reply.OfChildrenAndStat) reply;
            return new Operation.ZnodeChildren(children.names(), children.stat());
        });
    }

    private CompletableFuture<Optional<Stat>> exists(Operation.Exists read) {
        ReadOptions how = read.options();
        Request request = new Request.Exists(outer(read.path()), how.watch() != null);
        CompletableFuture<Optional<Stat>> found = reading(read, how, request, reply -> Optional.of(stat(reply)));
        return found.exceptionally(failure -> {
            if (isError(failure, ErrorCode.NO_NODE)) {
                return Optional.empty();
            }
            throw rethrown(failure);
        });
    }

    private CompletableFuture<Stat> write(Operation.Write write) {
        byte[] data = write.data() == null ? null : write.data().clone();
        return send(asked(write, new Request.SetData(outer(write.path()), data, write.version())))
                .thenApply(Performer::stat);
    }

    /** A sync right before, in the same breath, makes a read linearizable: it sees what the sync saw, on any peer. */
    private <R> CompletableFuture<R> reading(
            Operation<?> operation, ReadOptions how, Request request, Function<Reply, R> result) {
        WatchTarget watch = how.watch();
        WatchTarget inner = watch == null ? null : watched -> watch.told(inner(watched));
        CompletableFuture<Reply> sync = how.linearizable()
                ? send(asked(operation, new Request.Sync(outer(operation.path()))))
                : CompletableFuture.completedFuture(Reply.Empty.EMPTY);
        CompletableFuture<Reply> read = send(asked(operation, request).watchedBy(inner));
        return sync.thenCombine(read, (synced, reply) -> result.apply(reply));
    }

    private Watched inner(Watched watched) {
        if (watched instanceof Watched.Fired fired) {
            WatchEvent event = fired.event();
            return new Watched.Fired(new WatchEvent(event.type(), chroot.inner(event.path()), event.zxid()));
        }
        Watched.Ended ended = (Watched.Ended) watched;
        return new Watched.Ended(chroot.inner(ended.path()), ended.reason());
    }

    static Stat stat(Reply reply) {
        return ((Reply.OfStat) reply).stat();
    }

    // ---- for operations of several requests

    Call.Question asked(Operation<?> operation, Request request) {
        return asked(operation, request, deadlineMillis());
    }

    Call.Question asked(Operation<?> operation, Request request, long deadlineMillis) {
        return Call.Question.of(operation.name(), operation.path(), request, deadlineMillis);
    }

    long deadlineMillis() {
        return clockMillis.getAsLong() + patienceMillis;
    }

    boolean passed(long deadlineMillis) {
        return clockMillis.getAsLong() >= deadlineMillis;
    }

    CompletableFuture<Reply> send(Call.Question question) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        submit.accept(new Call(question, (reply, failure) -> {
            if (failure == null) {
                answer.complete(reply);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        return answer;
    }

    String outer(String path) {
        return chroot.outer(path);
    }

    String inner(String path) {
        return chroot.inner(path);
    }

    String uniqueName() {
        return uniqueName.get();
    }

    long session() {
        return session.getAsLong();
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    static boolean isError(Throwable failure, ErrorCode code) {
        return cause(failure) instanceof OperationFailed failed && failed.code() == code;
    }

    static CompletionException rethrown(Throwable failure) {
        return new CompletionException(cause(failure));
    }

    /** Of a path that is not the root. */
    static String parent(String path) {
        return ZnodePath.parentOf(path);
    }
}
