package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ConnectionState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/**
 * A lock that one of all processes holds at a time, first come, first served. The directory may be shared with
 * Curator's {@code InterProcessMutex} and kazoo's {@code Lock}. Whoever is to be kept apart within one process needs an
 * instance each: a lock belongs to its instance, not to a thread. Safe for use by many threads; nothing blocks but
 * {@link #acquireNow}.
 */
public final class DistributedLock implements AutoCloseable {
    private final Client client;
    private final ActorRef<LockActor.Command> actor;

    /** The usual: re-entrant, lost when the session may have expired. */
    public DistributedLock(Client client, String directory) {
        this(client, directory, Reentrancy.REENTRANT, LossPolicy.SESSION, new byte[0]);
    }

    /** @param payload what other people see of the holder: who it is, for instance */
    public DistributedLock(Client client, String directory, Reentrancy reentrancy, LossPolicy policy, byte[] payload) {
        this.client = client;
        this.actor = client.system()
                .systemActorOf(
                        LockActor.create(client, directory, reentrancy, policy, payload),
                        "troupe-lock-" + client.environment().uniqueName(),
                        Props.empty());
    }

    /**
     * Asks for the lock, and gives up after {@code wait}. The stage yields the handle, or nothing where it was not to
     * be had in time; nothing is left behind then. A lost session while waiting costs the place in the queue, not the
     * wish.
     */
    public CompletionStage<Optional<Held>> acquire(Duration wait) {
        CompletableFuture<Optional<Held>> answer = new CompletableFuture<>();
        CompletableFuture<Optional<Held>> stage = new CompletableFuture<>();
        answer.whenComplete((held, failure) -> client.callbacks().execute(() -> {
            if (failure == null) {
                stage.complete(held);
            } else {
                stage.completeExceptionally(failure);
            }
        }));
        ask(wait, answer);
        return stage;
    }

    /** The same for a thread that may wait. */
    public Optional<Held> acquireNow(Duration wait) throws InterruptedException {
        CompletableFuture<Optional<Held>> answer = new CompletableFuture<>();
        ask(wait, answer);
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    failure.getCause() == null ? "" : failure.getCause().getMessage(), failure);
        } catch (InterruptedException interrupted) {
            // Nobody waits for it any more, so it is given back should it come all the same.
            answer.thenAccept(held -> held.ifPresent(Held::close));
            throw interrupted;
        }
    }

    private void ask(Duration wait, CompletableFuture<Optional<Held>> answer) {
        actor.tell(new LockActor.Acquire(wait, answer));
        if (client.state() == ConnectionState.CLOSED) {
            answer.completeExceptionally(new IllegalStateException("the client is closed"));
        }
    }

    /** Gives back what is held; who waits gets nothing. */
    @Override
    public void close() {
        actor.tell(LockActor.Close.CLOSE);
    }
}
