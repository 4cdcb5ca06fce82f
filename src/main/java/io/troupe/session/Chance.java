package io.troupe.session;

/** Where the numbers come from by which a connection and its session are known. Called by any loop at any time. */
public interface Chance {

    /** 64 random bits, never 0. */
    long attachment();

    /** Never given before by any peer: this peer's id in the high byte, as ZooKeeper has it. */
    long sessionId();

    /** Sixteen bytes that nobody can guess: who knows them is the session's client. */
    byte[] secret();
}
