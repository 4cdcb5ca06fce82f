package io.troupe.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ensemble as one peer sees it. What this peer cannot know is null, and {@code unknown} says so in words. */
record Ensemble(
        int seenBy,
        @Nullable Integer leader,
        @Nullable Long epoch,
        int voters,
        int quorum,
        int serving,
        String margin,
        List<String> unknown,
        List<Peer> peers) {

    /** {@code status} is what it said last, if that was lately enough. */
    record Peer(
            int id,
            boolean known,
            @Nullable Long heardMillisAgo,
            @Nullable Long lag,
            @Nullable PeerStatus status) {}
}
