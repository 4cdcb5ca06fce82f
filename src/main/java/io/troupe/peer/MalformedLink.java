package io.troupe.peer;

/** Bytes on a peer port that no peer sends. Costs the connection they came on, and nothing else. */
final class MalformedLink extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedLink(String message) {
        super(message, null, false, false);
    }
}
