package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.ClientException;
import io.troupe.client.ClientMessage;
import io.troupe.client.CreateOptions;
import io.troupe.client.DeleteOptions;
import io.troupe.client.InvalidRequest;
import io.troupe.client.Operation;
import io.troupe.client.OperationFailed;
import io.troupe.client.ReadOptions;
import io.troupe.client.Watched;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import io.troupe.model.ZnodePath;
import java.util.function.Consumer;

/** Asks the client for what a contest wants, and turns the answers into its inputs. */
final class ContestDispatcher {
    private static final CreateOptions PLACE = CreateOptions.EPHEMERAL
            .with(CreateMode.EPHEMERAL_SEQUENTIAL)
            .with(CreateOptions.Parents.CONTAINERS)
            .withProtection()
            .enduring();

    private final Client client;
    private final String directory;
    private final String name;
    private final byte[] payload;
    private final Consumer<ContestInput> out;
    private boolean closed;

    /** @param out called on the connection's thread: tells the actor */
    ContestDispatcher(Client client, String directory, String name, byte[] payload, Consumer<ContestInput> out) {
        this.client = client;
        this.directory = directory;
        this.name = name;
        this.payload = payload;
        this.out = out;
    }

    /** @return false where it is not the client's business but the recipe's own */
    boolean perform(ContestEffect effect) {
        if (effect instanceof ContestEffect.Create create) {
            create(create.round());
        } else if (effect instanceof ContestEffect.List list) {
            list(list.round());
        } else if (effect instanceof ContestEffect.WatchBefore before) {
            watchBefore(before.round(), ZnodePath.child(directory, before.name()));
        } else if (effect instanceof ContestEffect.WatchOwn own) {
            watchOwn(own.round(), own.path());
        } else if (effect instanceof ContestEffect.Delete delete) {
            delete(delete.path(), () -> {});
        } else {
            return false;
        }
        return true;
    }

    /** The recipe ends: what is created from now on has nobody who would delete it, so that is done here. */
    synchronized void close() {
        closed = true;
    }

    /** Either the recipe is there to hear of it, before {@link #close}, or it is nobody's. */
    private synchronized void created(ContestInput.Created created) {
        if (closed) {
            delete(created.path(), () -> {});
        } else {
            out.accept(created);
        }
    }

    /** @return false where {@code effect} does not give up what is held; nothing is done then */
    boolean release(ContestEffect effect, Held held) {
        boolean own =
                effect instanceof ContestEffect.Delete delete && delete.path().equals(held.path());
        if (own) {
            delete(held.path(), held::markReleased);
        }
        return own;
    }

    /** {@code afterwards} runs on the connection's thread, when it is gone or its session is. */
    private void delete(String path, Runnable afterwards) {
        ask(new Operation.Delete(path, DeleteOptions.GUARANTEED), done -> afterwards.run());
    }

    private void create(int round) {
        ask(new Operation.Create(ZnodePath.child(directory, name), payload, PLACE), done -> {
            if (done.result().isPresent()) {
                Operation.CreatedZnode made = done.result().get();
                created(new ContestInput.Created(round, made.path(), made.stat().czxid()));
            } else {
                ClientException failure = done.failure().orElseThrow();
                boolean forGood = failure instanceof OperationFailed || failure instanceof InvalidRequest;
                out.accept(new ContestInput.CreateFailed(round, String.valueOf(failure.getMessage()), forGood));
            }
        });
    }

    private void list(int round) {
        ask(
                new Operation.Children(directory, ReadOptions.LOCAL),
                done -> out.accept(
                        done.result().isPresent()
                                ? new ContestInput.Listed(
                                        round, done.result().get().names())
                                : new ContestInput.LookAgain(round)));
    }

    /** A read sets no watch on a znode that is gone already, which an exists would leave behind at the server. */
    private void watchBefore(int round, String path) {
        ReadOptions options = ReadOptions.LOCAL.watchedBy(watched -> out.accept(new ContestInput.LookAgain(round)));
        ask(new Operation.Read(path, options), done -> {
            if (done.failure().isPresent()) {
                out.accept(new ContestInput.LookAgain(round));
            }
        });
    }

    private void watchOwn(int round, String path) {
        ReadOptions options = ReadOptions.LOCAL.watchedBy(watched -> {
            if (watched instanceof Watched.Fired fired) {
                if (fired.event().type() == WatchEvent.Type.NODE_DELETED) {
                    out.accept(new ContestInput.OwnGone(round));
                } else {
                    watchOwn(round, path);
                }
            }
        });
        ask(
                new Operation.Read(path, options),
                done -> done.failure().ifPresent(failure -> {
                    if (failure instanceof OperationFailed failed && failed.code() == ErrorCode.NO_NODE) {
                        out.accept(new ContestInput.OwnGone(round));
                    }
                }));
    }

    private <R> void ask(Operation<R> operation, Consumer<ClientMessage.Performed<R>> replyTo) {
        client.actor().tell(new ClientMessage.Perform<>(operation, replyTo));
    }
}
