package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.Done;
import io.troupe.client.Transaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Something held: a lock, a leadership, a piece of work. It can be lost at any moment, and says so: {@link #onLost} at
 * the latest when the session may have expired by this process's clock, {@link #held} even before any thread has run.
 * Between looking and acting a process may still be suspended: hand {@link #token} to whatever is protected, or write
 * with {@link #guard}. Safe for use by many threads; callbacks run where the client's do.
 */
public final class Held implements AutoCloseable {
    private final Client client;
    private final long sessionId;
    private final String path;
    private final long token;
    private final Consumer<Held> release;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final CompletableFuture<Done> released = new CompletableFuture<>();

    Held(Client client, long sessionId, String path, long token, Consumer<Held> release) {
        this.client = client;
        this.sessionId = sessionId;
        this.path = path;
        this.token = token;
        this.release = release;
    }

    /**
     * The fencing token: the czxid of the held znode. A later holder's is greater; refuse what comes with a smaller
     * one.
     */
    public long token() {
        return token;
    }

    /** Of the held znode. */
    public String path() {
        return path;
    }

    /** Whether it is certainly held now: neither lost nor released, and the session alive by this process's clock. */
    public boolean held() {
        return !lost.isDone() && !released.isDone() && client.sessionLives(sessionId);
    }

    /** Completes with the reason when it is lost, and never if it is released before. */
    public CompletionStage<String> onLost() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        // Right away where someone waits for it: whoever is called back is, in order, where the client calls back.
        lost.thenAccept(reason -> client.callbacks().execute(() -> stage.complete(reason)));
        return stage;
    }

    /** {@code transaction} with a check before all else: it is done only if this is still held when it is applied. */
    public Transaction guard(Transaction transaction) {
        return transaction.after(new Transaction.Part.Check(path, -1));
    }

    /** Gives it back without waiting. Twice does no harm. */
    @Override
    public void close() {
        release();
    }

    /** Gives it back. The stage completes when the next may have it. */
    public CompletionStage<Done> release() {
        release.accept(this);
        return released;
    }

    void markLost(String reason) {
        lost.complete(reason);
        released.complete(Done.DONE);
    }

    void markReleased() {
        released.complete(Done.DONE);
    }

    boolean over() {
        return lost.isDone() || released.isDone();
    }
}
