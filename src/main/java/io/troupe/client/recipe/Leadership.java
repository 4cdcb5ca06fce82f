package io.troupe.client.recipe;

import io.troupe.client.Client;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/**
 * One of all processes that contend for a directory leads. It may be shared with Curator's {@code LeaderLatch} and
 * kazoo's contenders. Closing it, or the handle of a term, ends the term: a task is interrupted, a listener told, and
 * only when that has come to its end may another contender lead. Safe for use by many threads; nothing blocks.
 */
public final class Leadership implements AutoCloseable {
    private final ActorRef<LeadershipActor.Command> actor;

    private Leadership(ActorRef<LeadershipActor.Command> actor) {
        this.actor = actor;
    }

    /**
     * Contends from now on, and again after each loss.
     *
     * @param name who this contender is, for people and for Curator's participants
     */
    public static Leadership contend(Client client, String directory, String name, LeadershipListener listener) {
        return contend(client, directory, name, LossPolicy.SESSION, new ListeningTerm(client, listener));
    }

    /** The same with a task for each term. */
    public static Leadership contend(Client client, String directory, String name, LeaderTask task) {
        return contend(client, directory, name, LossPolicy.SESSION, new TaskTerm(name, task));
    }

    static Leadership contend(Client client, String directory, String name, LossPolicy policy, Term term) {
        byte[] payload = name.getBytes(StandardCharsets.UTF_8);
        return new Leadership(client.system()
                .systemActorOf(
                        LeadershipActor.create(client, directory, payload, policy, term),
                        "troupe-leadership-" + client.environment().uniqueName(),
                        Props.empty()));
    }

    @Override
    public void close() {
        actor.tell(LeadershipActor.Close.CLOSE);
    }
}
