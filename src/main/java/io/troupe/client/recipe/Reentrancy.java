package io.troupe.client.recipe;

/** What an instance that holds a lock gets when it asks for it once more. */
public enum Reentrancy {
    /** Another handle of the same holding, at once; the lock is free when all of them are closed. */
    REENTRANT,
    /** Its turn, once the first is closed. */
    EXCLUSIVE
}
