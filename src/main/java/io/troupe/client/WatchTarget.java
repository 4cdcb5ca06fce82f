package io.troupe.client;

import org.apache.pekko.actor.typed.ActorRef;

/** Who is told by a watch. Called on the connection's own thread: hand the message on and return. */
@FunctionalInterface
public interface WatchTarget {
    void told(Watched watched);

    /** An actor, whose messages these are. */
    static WatchTarget actor(ActorRef<? super Watched> actor) {
        return actor::tell;
    }
}
