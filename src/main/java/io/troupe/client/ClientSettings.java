package io.troupe.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a client is made with.
 *
 * @param connectString the ensemble, and what this client sees as its root
 * @param clientKey decides which peer this client prefers, by consistent hashing; one that stays the same makes it go
 *     to the same peer again
 * @param sessionTimeout asked for; the server may grant another
 * @param attemptTimeout for one peer to accept a connection and to answer the handshake
 * @param deadline of an operation as a whole, with all its steps and repetitions
 * @param outstandingMax how many requests a server is sent before it has answered the first
 * @param overflow what happens to further ones
 * @param callbacks where stages complete and listeners are called, in order; empty: on threads of the actor system.
 *     {@code Runnable::run} asks for the connection's own thread, on which nothing may block
 * @param requestBytesMax what servers take, {@code jute.maxbuffer}; what is larger fails here, not by a lost connection
 * @param replyBytesMax a larger reply is taken for garbage
 */
public record ClientSettings(
        ConnectString connectString,
        String clientKey,
        Duration sessionTimeout,
        Duration attemptTimeout,
        Duration deadline,
        int outstandingMax,
        Overflow overflow,
        Optional<Executor> callbacks,
        int requestBytesMax,
        int replyBytesMax) {
    private static final int JUTE_MAX_BUFFER = 0xfffff;
    private static final int REPLY_BYTES_MAX = 16 * 1024 * 1024;

    /** What happens to a request beyond {@code outstandingMax}. */
    public enum Overflow {
        /** It waits in this client's memory; the stage completes later. */
        WAIT,
        /** It fails at once with {@link TooManyRequests}. */
        FAIL
    }

    /** @throws IllegalArgumentException for what cannot be */
    public ClientSettings {
        require(!clientKey.isEmpty(), "the client key is empty");
        require(millis(sessionTimeout) >= 1, "the session time-out is " + sessionTimeout);
        require(millis(sessionTimeout) <= Integer.MAX_VALUE, "the session time-out is " + sessionTimeout);
        require(millis(attemptTimeout) >= 1, "the attempt time-out is " + attemptTimeout);
        require(millis(deadline) >= 1, "the deadline is " + deadline);
        require(outstandingMax >= 1, "outstandingMax is " + outstandingMax);
        require(requestBytesMax >= 1_024, "requestBytesMax is " + requestBytesMax);
        require(replyBytesMax >= 1_024, "replyBytesMax is " + replyBytesMax);
    }

    /**
     * The usual: a session of 10 s, 5 s for an attempt, 15 s for an operation, 1,000 outstanding, further ones wait.
     */
    public static ClientSettings of(String connectString) {
        return new ClientSettings(
                ConnectString.parse(connectString),
                new Environment().uniqueName(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                1_000,
                Overflow.WAIT,
                Optional.empty(),
                JUTE_MAX_BUFFER,
                REPLY_BYTES_MAX);
    }

    public ClientSettings withClientKey(String key) {
        return new ClientSettings(
                connectString,
                key,
                sessionTimeout,
                attemptTimeout,
                deadline,
                outstandingMax,
                overflow,
                callbacks,
                requestBytesMax,
                replyBytesMax);
    }

    public ClientSettings withSessionTimeout(Duration timeout) {
        return new ClientSettings(
                connectString,
                clientKey,
                timeout,
                attemptTimeout,
                deadline,
                outstandingMax,
                overflow,
                callbacks,
                requestBytesMax,
                replyBytesMax);
    }

    public ClientSettings withAttemptTimeout(Duration timeout) {
        return new ClientSettings(
                connectString,
                clientKey,
                sessionTimeout,
                timeout,
                deadline,
                outstandingMax,
                overflow,
                callbacks,
                requestBytesMax,
                replyBytesMax);
    }

    public ClientSettings withDeadline(Duration whole) {
        return new ClientSettings(
                connectString,
                clientKey,
                sessionTimeout,
                attemptTimeout,
                whole,
                outstandingMax,
                overflow,
                callbacks,
                requestBytesMax,
                replyBytesMax);
    }

    public ClientSettings withOutstanding(int max, Overflow beyond) {
        return new ClientSettings(
                connectString,
                clientKey,
                sessionTimeout,
                attemptTimeout,
                deadline,
                max,
                beyond,
                callbacks,
                requestBytesMax,
                replyBytesMax);
    }

    public ClientSettings withCallbacks(Executor executor) {
        return new ClientSettings(
                connectString,
                clientKey,
                sessionTimeout,
                attemptTimeout,
                deadline,
                outstandingMax,
                overflow,
                Optional.of(executor),
                requestBytesMax,
                replyBytesMax);
    }

    /** For servers whose {@code jute.maxbuffer} is not the usual. */
    public ClientSettings withFrames(int requestMax, int replyMax) {
        return new ClientSettings(
                connectString,
                clientKey,
                sessionTimeout,
                attemptTimeout,
                deadline,
                outstandingMax,
                overflow,
                callbacks,
                requestMax,
                replyMax);
    }

    CoreSettings core() {
        return new CoreSettings(
                (int) millis(sessionTimeout),
                millis(attemptTimeout),
                millis(attemptTimeout),
                outstandingMax,
                overflow == Overflow.FAIL,
                requestBytesMax);
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("a client cannot be made so: " + otherwise);
        }
    }
}
