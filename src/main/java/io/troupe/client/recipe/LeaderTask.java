package io.troupe.client.recipe;

/** What only a leader does. It runs on a thread of its own, which is interrupted when the leadership is lost. */
@FunctionalInterface
public interface LeaderTask {
    /** When it returns, another contender may lead. It is run again when this one is elected again. */
    void run(Held leadership) throws Exception;
}
