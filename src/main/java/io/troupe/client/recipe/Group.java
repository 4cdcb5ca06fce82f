package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.model.ZnodePath;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/**
 * Who is there: each member has an ephemeral znode of its name in the group's directory, with a payload. Membership is
 * kept over lost connections, and taken up again in a new session. A member's name must be its own: who finds it taken
 * waits until it is free, as after a crash and restart, when the old session has to end first. Safe for use by many
 * threads.
 */
public final class Group implements AutoCloseable {
    private final ActorRef<GroupActor.Command> view;
    private final Optional<ActorRef<PlaceActor.Command>> place;

    private Group(Client client, String directory, Optional<Behavior<PlaceActor.Command>> own, GroupListener listener) {
        place = own.map(behavior -> spawn(client, behavior));
        view = spawn(client, GroupActor.create(client, directory, listener));
    }

    private static <C> ActorRef<C> spawn(Client client, Behavior<C> behavior) {
        String name = "troupe-group-" + client.environment().uniqueName();
        return client.system().systemActorOf(behavior, name, Props.empty());
    }

    /** Joins as {@code id}, and is told who else is there. */
    public static Group join(Client client, String directory, String id, byte[] payload, GroupListener listener) {
        if (id.isEmpty() || id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a member's id is one name in a path, not \"" + id + "\"");
        }
        String path = ZnodePath.child(directory, id);
        return new Group(client, directory, Optional.of(PlaceActor.create(client, path, payload.clone())), listener);
    }

    /** Is told who is there without being there. */
    public static Group observe(Client client, String directory, GroupListener listener) {
        return new Group(client, directory, Optional.empty(), listener);
    }

    /** Says something else of this member from now on. */
    public void update(byte[] payload) {
        place.ifPresent(own -> own.tell(new PlaceActor.Update(payload.clone())));
    }

    /** Leaves. */
    @Override
    public void close() {
        view.tell(GroupActor.Close.CLOSE);
        place.ifPresent(own -> own.tell(PlaceActor.Close.CLOSE));
    }
}
