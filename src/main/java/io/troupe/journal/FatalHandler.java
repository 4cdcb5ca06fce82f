package io.troupe.journal;

/**
 * What happens when the log can no longer be trusted: the process ends. After a failed write or force nobody knows what
 * the disk holds, so nothing is tried again and nothing is answered any more.
 */
@FunctionalInterface
public interface FatalHandler {
    /**
     * Ends this peer. Called on any thread, more than once if it must be.
     *
     * @param message one line for the operator: what is wrong, where, and what to do
     * @param cause for those who read the code
     */
    void fatal(String message, Throwable cause);
}
