package io.troupe.client.recipe;

/** When something held counts as lost. Either way a second holder cannot exist before. */
public enum LossPolicy {
    /** When its znode is gone or its session may have expired: a change of peer in between loses nothing. */
    SESSION,
    /** Already when the connection is, so that work stops while nobody can be asked. */
    CONNECTION
}
