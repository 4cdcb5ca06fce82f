package io.troupe.peer;

import io.troupe.zab.LeaderReport;
import org.jspecify.annotations.Nullable;

/** Who wants to know what this peer is. Called on the peer loop, so it must return at once. */
public interface PeerObserver {
    /** What a peer can be: looking for a leader, or established in a role. */
    enum Role {
        LOOKING,
        FOLLOWING,
        LEADING
    }

    /** Told LOOKING first when the log has been read. {@code epoch} is that of the role, 0 while looking. */
    void roleChanged(Role role, long epoch);

    /** While this peer leads: how its followers are. Told once a tick or so. */
    void followersAre(LeaderReport report);

    /**
     * The peer cannot go on, and the process must end. {@code message} is one line that says what to do. {@code cause}
     * is null where a part of it ended of itself.
     */
    void failed(String message, @Nullable Throwable cause);
}
