package io.troupe.client.recipe;

/** What is done with a leadership while it lasts. Called by the actor: nothing in here waits. */
interface Term {
    /** {@code ended}: to be run once, from any thread, when nothing of this term goes on any more. */
    void begin(Held leadership, Runnable ended);

    /** The leadership is lost or given up: bring it to an end. */
    void end(String reason, boolean lost);
}
