package io.troupe.server;

import java.util.Set;

/**
 * What clients may take of a peer.
 *
 * @param connectionsPerAddress 0 is no limit
 * @param outstandingRequests in progress at one peer, over all its clients
 * @param frameBytes of the largest request ({@code jute.maxbuffer})
 * @param words four-letter words that are answered; {@code *} among them is all
 */
public record Limits(int connectionsPerAddress, int outstandingRequests, int frameBytes, Set<String> words) {
    /** ZooKeeper's defaults. */
    public static final Limits STANDARD = new Limits(60, 1_000, 0xfffff, Set.of("srvr"));

    private static final String EVERY_WORD = "*";

    public Limits {
        words = Set.copyOf(words);
        if (connectionsPerAddress < 0 || outstandingRequests < 1 || frameBytes < 1) {
            throw new IllegalArgumentException("limits that cannot work");
        }
    }

    /** Whether a client may ask with this four-letter word. */
    public boolean allowsWord(String word) {
        return words.contains(EVERY_WORD) || words.contains(word);
    }
}
