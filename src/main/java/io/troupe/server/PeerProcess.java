package io.troupe.server;

/** One running peer, as the process sees it that holds it. */
public interface PeerProcess {
    /**
     * Starts a peer and returns when it has read its log and listens; whether an ensemble serves is another question.
     *
     * @throws StartError where it cannot start; nothing of it is left running then
     */
    static PeerProcess start(PeerConfig config, Environment environment) {
        return TroupeServer.start(config, environment);
    }

    /** Waits until the peer has ended, by {@link #stop} or of itself, and says how the process is to end. */
    ExitStatus awaitTermination() throws InterruptedException;

    /** Ends it in order: clients and links are closed, then the log. Returns when that is done; may be called twice. */
    void stop();
}
