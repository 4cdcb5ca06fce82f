package io.troupe.client;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** What an actor may tell a client ({@link Client#actor}): the third face. All answers and events come as messages. */
public sealed interface ClientMessage extends ConnectionActor.Command {
    /**
     * Asks for {@code operation}; {@code replyTo} is called on the connection's own thread, once, and must hand on what
     * it is given. Answers, watch events and state changes reach one actor in the order in which they happened.
     */
    record Perform<R>(Operation<R> operation, Consumer<Performed<R>> replyTo) implements ClientMessage {
        /** The answer is told to {@code actor}. */
        public static <R> Perform<R> of(Operation<R> operation, ActorRef<? super Performed<R>> actor) {
            return new Perform<>(operation, actor::tell);
        }

        /** The answer is told to {@code actor} in words of that actor's own protocol. */
        public static <R, M> Perform<R> of(Operation<R> operation, Function<Performed<R>, M> words, ActorRef<M> actor) {
            return new Perform<>(operation, performed -> actor.tell(words.apply(performed)));
        }
    }

    /** What became of an operation: exactly one of result and failure is there. */
    record Performed<R>(Operation<R> operation, Optional<R> result, Optional<ClientException> failure) {}

    /** {@code listener} is told the present state at once, and every change from then on. */
    record Listen(ActorRef<? super StateChange> listener) implements ClientMessage {}

    record Unlisten(ActorRef<? super StateChange> listener) implements ClientMessage {}
}
