package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;

/** One turn of a round: what is known of it when the round is planned, and what the parts of the tree make of it. */
final class Slot {
    private final long zxid;
    private Attachment asker;
    private Attachment opened;
    private ClientEvent opening;
    private Attachment ended;
    private ClientEvent.Ending ending;
    private long appliedSequence = ClientOutput.NONE_APPLIED;
    private Done done = Done.NOTHING;

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
        opened = attachment;
        opening = event;
    }

    void ends(Attachment attachment, ClientEvent.Ending reason) {
        ended = attachment;
        ending = reason;
    }

    /** Parts that share a turn add up: their events, and what they found. */
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
    Attachment asker() {
        return asker;
    }

    long appliedSequence() {
        return appliedSequence;
    }

    /** Null where nobody here became an attachment, or failed to. */
    Attachment opened() {
        return opened;
    }

    ClientEvent opening() {
        return opening;
    }

    /** Null where no attachment here came to an end. */
    Attachment ended() {
        return ended;
    }

    ClientEvent.Ending ending() {
        return ending;
    }

    Done done() {
        return done;
    }
}
