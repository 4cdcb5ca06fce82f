package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one attachment is sent of one round. */
final class Outgoing {
    private final Attachment attachment;
    private final List<Answer> answers = new ArrayList<>();
    private long appliedSequence = ClientOutput.NONE_APPLIED;
    private @Nullable ClientEvent opening;
    private @Nullable ClientEvent ending;

    Outgoing(Attachment attachment) {
        this.attachment = attachment;
    }

    Attachment attachment() {
        return attachment;
    }

    void applied(long sequence) {
        appliedSequence = sequence;
    }

    void opens(ClientEvent event) {
        opening = event;
        appliedSequence = 0;
    }

    void add(Answer answer) {
        answers.add(answer);
    }

    void ends(ClientEvent.Ending reason) {
        ending = new ClientEvent.Ended(reason);
    }

    ClientOutput output() {
        List<ClientEvent> events = new ArrayList<>(2);
        if (opening != null) {
            events.add(opening);
        }
        if (!answers.isEmpty()) {
            events.add(new ClientEvent.Answers(answers));
        }
        if (ending != null) {
            events.add(ending);
        }
        return new ClientOutput(attachment.id(), appliedSequence, events);
    }
}
