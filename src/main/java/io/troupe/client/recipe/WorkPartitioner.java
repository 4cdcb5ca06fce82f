package io.troupe.client.recipe;

import io.troupe.client.Client;
import java.time.Duration;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/**
 * Members share items of work by consistent hashing: when a member comes or goes about one item in the number of
 * members moves. Each item is a lock of its own, so that no two members have it at once, whatever they believe of the
 * group. An item is without an owner for at most: the time for handing over where a member comes or leaves, or the
 * session's time-out where one crashes; each with a few round trips. Safe for use by many threads.
 */
public final class WorkPartitioner implements AutoCloseable {
    private final ActorRef<PartitionerActor.Command> actor;

    private WorkPartitioner(ActorRef<PartitionerActor.Command> actor) {
        this.actor = actor;
    }

    /**
     * Takes part as {@code id}. All members must name the same {@code items}, each one name in a path.
     *
     * @param handover how long the member that has an item may take to stop working on it
     */
    public static WorkPartitioner share(
            Client client, String directory, String id, Set<String> items, Duration handover, WorkListener listener) {
        for (String item : items) {
            if (item.isEmpty() || item.indexOf('/') >= 0) {
                throw new IllegalArgumentException("an item is one name in a path, not \"" + item + "\"");
            }
        }
        return new WorkPartitioner(client.system()
                .systemActorOf(
                        PartitionerActor.create(client, directory, id, Set.copyOf(items), handover, listener),
                        "troupe-partitioner-" + client.environment().uniqueName(),
                        Props.empty()));
    }

    /** Leaves the group and gives back all items at once: stop working on them before. */
    @Override
    public void close() {
        actor.tell(PartitionerActor.Close.CLOSE);
    }
}
