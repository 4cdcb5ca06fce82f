package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts together what the parts of the tree made of a round, turn by turn: so events leave in the order of the zxids,
 * and nobody's reply overtakes an event that it can have seen.
 */
final class Merge {
    private final Attachments attachments;
    private final List<Outgoing> outgoing = new ArrayList<>();
    private final List<Entry.Collect> collectable = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<Attachment> left = new ArrayList<>();

    Merge(Attachments attachments) {
        this.attachments = attachments;
    }

    RoundResult of(Round round, long zxid) {
        for (Slot slot : round.slots()) {
            merge(slot);
        }
        left.forEach(attachments::release);
        return new RoundResult(zxid, outputs(), round.sessions(), collectable, failures);
    }

    private void merge(Slot slot) {
        Done done = slot.done();
        for (Fired fired : done.fired()) {
            Attachment watcher = attachments.find(fired.attachment());
            if (watcher != null && watcher.connected()) {
                to(watcher).add(new Answer.Event(fired.event()));
            }
        }
        if (slot.asker() != null) {
            answer(slot.asker(), slot);
        }
        if (slot.opening() != null) {
            open(slot.opening());
        }
        if (slot.ending() != null) {
            end(slot.ending());
        }
        collectable.addAll(done.collectable());
        if (done.failure() != null) {
            failures.add(done.failure());
        }
    }

    private void answer(Attachment asker, Slot slot) {
        Outgoing to = to(asker);
        if (slot.appliedSequence() != ClientOutput.NONE_APPLIED) {
            to.applied(slot.appliedSequence());
        }
        if (asker.connected()) {
            to.add(new Answer.Reply(
                    slot.zxid(), slot.done().error(), slot.done().body()));
        } else {
            left.add(asker);
        }
    }

    private void open(Slot.Opening opening) {
        to(opening.attachment()).opens(opening.event());
        if (opening.event() instanceof ClientEvent.Refused) {
            left.add(opening.attachment());
        }
    }

    private void end(Slot.Ending ending) {
        to(ending.attachment()).ends(ending.reason());
        left.add(ending.attachment());
    }

    private Outgoing to(Attachment attachment) {
        Outgoing to = attachment.outgoing();
        if (to == null) {
            to = new Outgoing(attachment);
            attachment.outgoing(to);
            outgoing.add(to);
        }
        return to;
    }

    private List<ClientOutput> outputs() {
        List<ClientOutput> outputs = new ArrayList<>(outgoing.size());
        for (Outgoing to : outgoing) {
            outputs.add(to.output());
            to.attachment().outgoing(null);
        }
        return outputs;
    }
}
