package io.troupe.peer;

import io.troupe.journal.FatalHandler;
import io.troupe.journal.SnapshotFiles;
import io.troupe.journal.SnapshotHeader;
import io.troupe.journal.SnapshotWriter;
import io.troupe.model.Zxid;
import io.troupe.tree.CutChunk;
import io.troupe.tree.CutHead;
import io.troupe.tree.Grown;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a peer's snapshots: restores the replica from the newest one, and writes the next. One chunk is on its way at a
 * time, so neither memory nor the replica's time is taken by more. That a snapshot cannot be written harms nobody: the
 * log has everything, and the next one is tried.
 */
public final class SnapshotActor extends AbstractBehavior<SnapshotActor.Command> {
    private static final String DISPATCHER = "troupe.snapshots";
    private static final int CHUNK_BYTES = 64 << 10;

    public sealed interface Command {}

    /** Restores the replica from the newest snapshot between these, if there is one. Comes first, and once. */
    record Restore(long fromZxid, long toZxid, long ensembleId, ActorRef<? super Restored> replyTo)
            implements Command {}

    /** The replica has everything up to {@code zxid}; 0 if there was no snapshot. */
    record Restored(long zxid) {}

    /** While one is written it waits, and more of them are one. */
    record Take(long ensembleId) implements Command {}

    record CutOpened(CutHead head, int parts) implements Command {}

    record CutRead(CutChunk chunk) implements Command {}

    private record Loaded(Restore asked, Optional<Grown> grown) implements Command {}

    private record Created(SnapshotWriter writer) implements Command {}

    private record Written(boolean lastOfPart) implements Command {}

    private record Finished(long bytes) implements Command {}

    private record Failed(String task, Throwable cause) implements Command {}

    private final SnapshotFiles files;
    private final SnapshotSettings settings;
    private final int peerId;
    private final ActorRef<ReplicaActor.Command> replica;
    private final FatalHandler onFatal;
    private final Executor disk;
    private long ensembleId;
    private boolean busy;
    private boolean again;
    /** Of the cut that is being written; null while there is none. */
    private @Nullable CutHead head;

    private @Nullable SnapshotWriter writer;
    private int part;
    private int parts;

    public static Behavior<Command> create(
            SnapshotFiles files,
            SnapshotSettings settings,
            int peerId,
            ActorRef<ReplicaActor.Command> replica,
            FatalHandler onFatal) {
        return Behaviors.setup(context -> new SnapshotActor(context, files, settings, peerId, replica, onFatal));
    }

    private SnapshotActor(
            ActorContext<Command> context,
            SnapshotFiles files,
            SnapshotSettings settings,
            int peerId,
            ActorRef<ReplicaActor.Command> replica,
            FatalHandler onFatal) {
        super(context);
        this.files = files;
        this.settings = settings;
        this.peerId = peerId;
        this.replica = replica;
        this.onFatal = onFatal;
        this.disk = context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(DISPATCHER));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(CutRead.class, this::onCutRead)
                .onMessage(Written.class, this::onWritten)
                .onMessage(Take.class, this::onTake)
                .onMessage(CutOpened.class, this::onCutOpened)
                .onMessage(Created.class, this::onCreated)
                .onMessage(Finished.class, this::onFinished)
                .onMessage(Restore.class, this::onRestore)
                .onMessage(Loaded.class, this::onLoaded)
                .onMessage(Failed.class, this::onFailed)
                .build();
    }

    private Behavior<Command> onRestore(Restore restore) {
        onDisk("read", () -> {
            files.tidy();
            return new Loaded(
                    restore, files.newest(restore.fromZxid, restore.toZxid, restore.ensembleId, settings.subtrees()));
        });
        return this;
    }

    private Behavior<Command> onLoaded(Loaded loaded) {
        long zxid = loaded.grown.map(grown -> grown.head().zxid()).orElse(0L);
        loaded.grown.ifPresent(grown -> {
            getContext().getLog().info("The tree is restored from the snapshot at {}", Zxid.text(zxid));
            replica.tell(new ReplicaActor.Restore(grown));
        });
        loaded.asked.replyTo.tell(new Restored(zxid));
        return this;
    }

    private Behavior<Command> onTake(Take take) {
        ensembleId = take.ensembleId;
        if (busy) {
            again = true;
            return this;
        }
        return begin();
    }

    private Behavior<Command> begin() {
        busy = true;
        replica.tell(new ReplicaActor.OpenCut(getContext().getSelf()));
        return this;
    }

    private Behavior<Command> onCutOpened(CutOpened opened) {
        head = opened.head;
        part = 0;
        parts = opened.parts;
        SnapshotHeader header = SnapshotHeader.of(peerId, ensembleId, opened.head);
        onDisk("write", () -> new Created(files.create(header)));
        return this;
    }

    private Behavior<Command> onCreated(Created created) {
        writer = created.writer;
        return readOn();
    }

    private Behavior<Command> readOn() {
        replica.tell(new ReplicaActor.ReadCut(part, CHUNK_BYTES, getContext().getSelf()));
        return this;
    }

    private Behavior<Command> onCutRead(CutRead read) {
        SnapshotWriter to = writer;
        if (to != null) {
            onDisk("write", () -> {
                to.write(read.chunk.bytes());
                return new Written(read.chunk.last());
            });
        }
        return this;
    }

    private Behavior<Command> onWritten(Written written) {
        SnapshotWriter to = writer;
        CutHead cut = head;
        if (to == null || cut == null) {
            return this;
        }
        part += written.lastOfPart ? 1 : 0;
        if (part < parts) {
            return readOn();
        }
        onDisk("write", () -> {
            long bytes = to.finish();
            files.written(cut.zxid());
            files.retain(settings.retained());
            return new Finished(bytes);
        });
        return this;
    }

    private Behavior<Command> onFinished(Finished finished) {
        if (head != null) {
            getContext()
                    .getLog()
                    .info("A snapshot at {} is written, {} KiB", Zxid.text(head.zxid()), finished.bytes >> 10);
        }
        return next();
    }

    private Behavior<Command> next() {
        writer = null;
        head = null;
        busy = false;
        if (again) {
            again = false;
            return begin();
        }
        return this;
    }

    private interface DiskCalls {
        Command run() throws IOException;
    }

    private void onDisk(String task, DiskCalls calls) {
        CompletableFuture<Command> done = new CompletableFuture<>();
        getContext().pipeToSelf(done, (command, failure) -> failure == null ? command : new Failed(task, failure));
        disk.execute(() -> {
            try {
                done.complete(calls.run());
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
    }

    /** What cannot be read stops the peer: it would serve less than it has acknowledged. */
    private Behavior<Command> onFailed(Failed failed) {
        if (failed.task.equals("read")) {
            onFatal.fatal("No snapshot could be read (" + failed.cause.getMessage() + ").", failed.cause);
            return this;
        }
        getContext()
                .getLog()
                .error(
                        "No snapshot could be written ({}). The log has everything; the next one is tried in its time",
                        String.valueOf(failed.cause.getMessage()));
        replica.tell(ReplicaActor.CloseCut.CLOSE_CUT);
        SnapshotWriter open = writer;
        if (open != null) {
            disk.execute(() -> closeQuietly(open));
        }
        return next();
    }

    private static void closeQuietly(SnapshotWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            // It is one that failed before; what it leaves is taken for nothing and deleted at the next start.
        }
    }
}
