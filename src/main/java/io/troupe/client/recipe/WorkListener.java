package io.troupe.client.recipe;

import java.util.concurrent.CompletionStage;

/** Is told which items are this member's, where the client calls back, in order. */
public interface WorkListener {
    /** {@code item} is this member's until {@link #revoked}, or until it is lost ({@link Held#onLost}). */
    void assigned(String item, Held held);

    /**
     * {@code item} is to go to another member: stop working on it. It goes when the stage completes, and at the latest
     * after the time for handing over, when it counts as lost here.
     */
    CompletionStage<?> revoked(String item);
}
