package io.troupe.tree;

/** Whether an entry takes effect, as far as its session is concerned. */
public enum Verdict {
    /** It does; whoever asked hears what comes of it. */
    ACCEPTED,
    /** It changes nothing and nobody hears of it: it was done before, or came after a gap, or judged what is past. */
    VOID,
    /** The session is attached elsewhere: the connection that asked is closed. */
    MOVED,
    /** There is no such session, or the secret is not its own. */
    EXPIRED
}
