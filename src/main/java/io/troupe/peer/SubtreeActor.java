package io.troupe.peer;

import io.troupe.tree.Share;
import io.troupe.tree.ShareResult;
import io.troupe.tree.Subtree;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** Has one subtree of its replica: does its share of each round, and lends it where an entry spans several. */
final class SubtreeActor extends AbstractBehavior<SubtreeActor.Command> {

    sealed interface Command {}

    /** Answered by {@link Worked}. */
    record Work(Share share) implements Command {}

    /** Answered by {@link Lent}; no share comes before it is given back. */
    enum Borrow implements Command {
        BORROW
    }

    record GiveBack(Subtree subtree) implements Command {}

    /** With this, in place of what there is. */
    record Replace(Subtree subtree) implements Command {}

    enum OpenCut implements Command {
        OPEN_CUT
    }

    enum CloseCut implements Command {
        CLOSE_CUT
    }

    /** Answered once the subtree is here. */
    record ReadCut(int chunkBytes, ActorRef<? super SnapshotActor.CutRead> replyTo) implements Command {}

    /** What the replica hears; {@code place} is the number of the subtree. */
    sealed interface Answered extends ReplicaActor.Command {}

    record Worked(int place, ShareResult result) implements Answered {}

    /** With it the subtree belongs to the receiver. */
    record Lent(int place, Subtree subtree) implements Answered {}

    static Behavior<Command> create(int place, ActorRef<? super Answered> replica) {
        return Behaviors.setup(context -> new SubtreeActor(context, place, replica));
    }

    private final int place;
    private final ActorRef<? super Answered> replica;
    /** Null while it is lent. */
    private @Nullable Subtree subtree = Subtree.empty();

    /** Asked while it was lent; null if it was not. */
    private @Nullable ReadCut waiting;

    private SubtreeActor(ActorContext<Command> context, int place, ActorRef<? super Answered> replica) {
        super(context);
        this.place = place;
        this.replica = replica;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Work.class, this::onWork)
                .onMessage(Borrow.class, this::onBorrow)
                .onMessage(GiveBack.class, this::onGiveBack)
                .onMessage(ReadCut.class, this::onReadCut)
                .onMessage(OpenCut.class, this::onOpenCut)
                .onMessage(CloseCut.class, this::onCloseCut)
                .onMessage(Replace.class, this::onReplace)
                .build();
    }

    private Behavior<Command> onWork(Work work) {
        replica.tell(new Worked(place, work.share().runOn(own())));
        return this;
    }

    private Behavior<Command> onBorrow(Borrow borrow) {
        replica.tell(new Lent(place, own()));
        subtree = null;
        return this;
    }

    private Behavior<Command> onGiveBack(GiveBack back) {
        subtree = back.subtree();
        ReadCut asked = waiting;
        waiting = null;
        return asked == null ? this : onReadCut(asked);
    }

    private Behavior<Command> onReadCut(ReadCut read) {
        if (subtree == null) {
            waiting = read;
        } else {
            read.replyTo().tell(new SnapshotActor.CutRead(subtree.readCut(read.chunkBytes())));
        }
        return this;
    }

    private Behavior<Command> onOpenCut(OpenCut open) {
        own().openCut();
        return this;
    }

    /** A cut that is lent stays open for so long as it is, and costs memory only. */
    private Behavior<Command> onCloseCut(CloseCut close) {
        if (subtree != null) {
            subtree.closeCut();
        }
        return this;
    }

    private Behavior<Command> onReplace(Replace replace) {
        subtree = replace.subtree();
        return this;
    }

    private Subtree own() {
        return Objects.requireNonNull(subtree, "is lent");
    }
}
