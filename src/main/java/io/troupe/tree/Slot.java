package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of a round: what is known of it when the round is planned, and what the parts of the tree make of it. */
final class Slot {
    private final long zxid;
    private @Nullable Attachment asker;
    private @Nullable Opening opening;
    private @Nullable Ending ending;
    private long appliedSequence = ClientOutput.NONE_APPLIED;
    private Done done = Done.NOTHING;

    /** An attachment is told that it is one, or that it is not to be. */
    record Opening(Attachment attachment, ClientEvent event) {}

    /** An attachment is none any more. */
    record Ending(Attachment attachment, ClientEvent.Ending reason) {}

    /** {@code zxid} is that of the last entry at or before this turn. */
    Slot(long zxid) {
        this.zxid = zxid;
    }

    /** A reply is due to {@code attachment}, if anybody there hears it. */
    void asked(Attachment attachment) {
        asker = attachment;
    }

    void applied(Attachment attachment, long sequence) {
        asker = attachment;
        appliedSequence = sequence;
    }

    void opens(Attachment attachment, ClientEvent event) {
        opening = new Opening(attachment, event);
    }

    void ends(Attachment attachment, ClientEvent.Ending reason) {
        ending = new Ending(attachment, reason);
    }

    /** Parts that share a turn add up: their events, and what they found. */
    @SuppressWarnings("ReferenceEquality") // the one object means that nothing was added yet
    void add(Done part) {
        done = done == Done.NOTHING
                ? part
                : new Done(
                        part.error(),
                        part.body(),
                        joined(done.fired(), part.fired()),
                        joined(done.collectable(), part.collectable()),
                        part.failure());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        if (second.isEmpty()) {
            return first;
        }
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    long zxid() {
        return zxid;
    }

    /** Null where no reply is due to anybody here. */
    @Nullable
    Attachment asker() {
        return asker;
    }

    long appliedSequence() {
        return appliedSequence;
    }

    /** Null where nobody here became an attachment, or failed to. */
    @Nullable
    Opening opening() {
        return opening;
    }

    /** Null where no attachment here came to an end. */
    @Nullable
    Ending ending() {
        return ending;
    }

    Done done() {
        return done;
    }
}
